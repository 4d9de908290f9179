using System.Collections.Immutable;
using ArazzoDurable.Language;
using ArazzoDurable.Runtime.Network;

namespace ArazzoDurable.Cli.Run;

/// <summary>What <c>arazzo run</c> was asked for.</summary>
sealed record RunRequest
{
    /// <summary>The description.</summary>
    public required string File { get; init; }

    /// <summary>The workflow; null: the one that no other calls.</summary>
    public string? WorkflowId { get; init; }

    /// <summary>Inputs by name, as they were typed.</summary>
    public required ImmutableArray<NamedText> Inputs { get; init; }

    /// <summary>The file of inputs; null when there is none.</summary>
    public string? InputsFile { get; init; }

    /// <summary>How many items are at work at once, at the most; null: as many as usual.</summary>
    public int? MaxConcurrency { get; init; }

    /// <summary>Credentials by <c>source.scheme</c>, as they were typed.</summary>
    public required ImmutableArray<NamedText> Auth { get; init; }

    /// <summary>The data folder.</summary>
    public required string DataFolder { get; init; }

    /// <summary>URLs by source.</summary>
    public required ImmutableSortedDictionary<string, Uri> Servers { get; init; }

    /// <summary>Files by source.</summary>
    public required ImmutableDictionary<string, string> Sources { get; init; }

    /// <summary>Whether the APIs are simulated.</summary>
    public bool Simulate { get; init; }

    /// <summary>What the simulated APIs answer; null: the file beside the description, if there is one.</summary>
    public string? ScenarioFile { get; init; }

    /// <summary>The constant wait between polls in seconds; null: as the document and the defaults say.</summary>
    public decimal? PollInterval { get; init; }

    /// <summary>Whether steps that do not depend on each other run at the same time.</summary>
    public bool Parallel { get; init; }

    /// <summary>How the description is read; null: by its version.</summary>
    public Dialect? Dialect { get; init; }

    /// <summary>The private hosts that may be called, as they were typed.</summary>
    public required ImmutableArray<string> AllowedHosts { get; init; }

    /// <summary>The same hosts, read.</summary>
    public required HostAllowList AllowList { get; init; }

    /// <summary>Whether secrets in the outputs are shown.</summary>
    public bool Reveal { get; init; }

    /// <summary>Whether the run status is written as JSON.</summary>
    public bool Json { get; init; }

    /// <summary>Whether no document is fetched from the web.</summary>
    public bool Offline { get; init; }

    /// <summary>The description that is to run.</summary>
    public DescriptionRequest Description => new()
    {
        File = File,
        WorkflowId = WorkflowId,
        Sources = Sources,
        Servers = Servers,
        Dialect = Dialect,
        AllowList = AllowList,
        Offline = Offline,
    };
}
