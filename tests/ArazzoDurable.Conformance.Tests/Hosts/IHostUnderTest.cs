namespace ArazzoDurable.Conformance.Tests.Hosts;

/// <summary>
/// A host that is held to the contract of the HTTP API. It may call servers at 127.0.0.1. Another host is a class of this interface, with a
/// subclass of each suite.
/// </summary>
public interface IHostUnderTest : IAsyncLifetime
{
    /// <summary>Why nothing is asked of the host here; null: it is there.</summary>
    static abstract string? Absence { get; }

    /// <summary>Why the built-in status endpoint is not asked; null: it is.</summary>
    static virtual string? AbsenceOfInstances => null;

    /// <summary>What it is called in what is said of it.</summary>
    string Name { get; }

    /// <summary>Asks it: the address is its root, and the key of the API goes with every request.</summary>
    HttpClient Client { get; }

    /// <summary>What goes as <c>code</c> to the built-in status endpoint, since it belongs to the Functions runtime, which asks for a key of its own.</summary>
    /// <value>Null: nothing.</value>
    string? InstancesKey => null;

    /// <summary>
    /// Whether a platform in front answers, in words of its own, paths and methods that nothing stands behind, since the Functions runtime
    /// hands on only what a function is there for.
    /// </summary>
    bool HasPlatformInFront => false;
}
