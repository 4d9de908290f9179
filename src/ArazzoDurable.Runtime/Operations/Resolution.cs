using System.Collections.Immutable;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>What looking for an operation came to.</summary>
public abstract record Resolution
{
    private protected Resolution()
    {
    }

    /// <summary>The operation is there.</summary>
    /// <param name="Operation">The operation.</param>
    /// <param name="Warnings">What had to be read leniently.</param>
    public sealed record Found(Operation Operation, ImmutableArray<Diagnostic> Warnings) : Resolution;

    /// <summary>There is no such operation, or it cannot be told which one is meant.</summary>
    /// <param name="Error">What is wrong.</param>
    public sealed record Missing(Diagnostic Error) : Resolution;

    /// <summary>The document that would have it was not found, so there is nothing to check.</summary>
    /// <param name="Source">The name of the source description.</param>
    public sealed record Unavailable(string Source) : Resolution;
}
