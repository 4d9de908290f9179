namespace ArazzoDurable.Conformance.Tests.Discovery;

/// <summary>What a test may need besides the host.</summary>
public enum Need
{
    /// <summary>The built-in status endpoint.</summary>
    Instances,

    /// <summary>Documents that are no part of the repository, found by <c>ARAZZO_CORPUS</c>.</summary>
    Corpus,
}
