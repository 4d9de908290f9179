using System.Collections.Immutable;
using ArazzoDurable.Language;
using ArazzoDurable.Runtime.Network;

namespace ArazzoDurable.Cli.Run;

/// <summary>A description that a command was asked to make ready.</summary>
sealed record DescriptionRequest
{
    /// <summary>Its file.</summary>
    public required string File { get; init; }

    /// <summary>The workflow; null: the one that no other calls.</summary>
    public string? WorkflowId { get; init; }

    /// <summary>Files by source.</summary>
    public required ImmutableDictionary<string, string> Sources { get; init; }

    /// <summary>URLs by source.</summary>
    public ImmutableSortedDictionary<string, Uri> Servers { get; init; } = ImmutableSortedDictionary.Create<string, Uri>(StringComparer.Ordinal);

    /// <summary>How the description is read; null: by its version.</summary>
    public Dialect? Dialect { get; init; }

    /// <summary>The private hosts from which documents may be fetched.</summary>
    public required HostAllowList AllowList { get; init; }

    /// <summary>Whether no document is fetched from the web.</summary>
    public bool Offline { get; init; }

    /// <summary>What did not happen when the description turns out to be of no use.</summary>
    public string Spared { get; init; } = "nothing was called";
}
