using System.Collections.Immutable;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>What looking for an operation came to.</summary>
public abstract record Resolution
{
    private protected Resolution()
    {
    }

    /// <summary>The same, with one more warning; what is missing has been told already.</summary>
    internal Resolution With(Diagnostic warning) => this switch
    {
        Found found => found with { Warnings = found.Warnings.Insert(0, warning) },
        Channel channel => channel with { Warnings = channel.Warnings.Insert(0, warning) },
        Unavailable unavailable => unavailable with { Warnings = unavailable.Warnings.Insert(0, warning) },
        _ => this,
    };

    /// <summary>The operation is there.</summary>
    /// <param name="Operation">The operation.</param>
    /// <param name="Warnings">What had to be read leniently.</param>
    public sealed record Found(Operation Operation, ImmutableArray<Diagnostic> Warnings) : Resolution;

    /// <summary>There is no such operation, or it cannot be told which one is meant.</summary>
    /// <param name="Error">What is wrong: an error, or a warning when the description keeps to the specification's schema all the same.</param>
    public sealed record Missing(Diagnostic Error) : Resolution;

    /// <summary>It is one of an AsyncAPI document: it is there as far as can be told, and cannot be called yet.</summary>
    /// <param name="Warnings">What is to be said about how it is named.</param>
    public sealed record Channel(ImmutableArray<Diagnostic> Warnings) : Resolution;

    /// <summary>The document that would have it was not found, so there is nothing to check.</summary>
    /// <param name="Source">The name of the source description.</param>
    public sealed record Unavailable(string Source) : Resolution
    {
        /// <summary>What can be told of the reference all the same.</summary>
        public ImmutableArray<Diagnostic> Warnings { get; init; } = [];
    }
}
