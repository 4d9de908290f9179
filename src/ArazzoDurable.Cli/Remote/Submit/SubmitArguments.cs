using System.Collections.Immutable;
using ArazzoDurable.Cli.Run;

namespace ArazzoDurable.Cli.Remote.Submit;

/// <summary>What <c>arazzo submit</c> was asked for.</summary>
/// <param name="Target">The id of a flow, or the file of a description.</param>
/// <param name="Upload">How the file is made ready.</param>
/// <param name="Inputs">The inputs.</param>
sealed record SubmitArguments(string Target, DescriptionRequest Upload, InputRequest Inputs)
{
    /// <summary>How many items are at work at once; null: as many as the server chooses.</summary>
    public int? MaxConcurrency { get; init; }

    /// <summary>URLs by source.</summary>
    public required ImmutableSortedDictionary<string, Uri> Servers { get; init; }

    /// <summary>The first wait between polls in seconds, which does not grow; null: as the flow says.</summary>
    public decimal? PollInterval { get; init; }

    /// <summary>Whether steps that do not depend on each other run at the same time.</summary>
    public bool Parallel { get; init; }

    /// <summary>Names this submit, so that it makes one run however often it is sent; null: the command makes one up.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Whether to follow the run to its end.</summary>
    public bool Wait { get; init; }

    /// <summary>Whether the answer is written as JSON.</summary>
    public bool Json { get; init; }
}
