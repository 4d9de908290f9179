namespace ArazzoDurable.Conformance.Tests.Discovery;

/// <summary>Says what a suite or a test needs besides the host.</summary>
/// <param name="need">What it needs.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NeedsAttribute(Need need) : Attribute
{
    /// <summary>What it needs.</summary>
    public Need Need { get; } = need;
}
