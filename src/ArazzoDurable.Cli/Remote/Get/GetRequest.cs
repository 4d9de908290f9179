using ArazzoDurable.Runtime.Items;

namespace ArazzoDurable.Cli.Remote.Get;

/// <summary>What <c>arazzo get</c> was asked for.</summary>
/// <param name="RunId">The run.</param>
sealed record GetRequest(string RunId)
{
    /// <summary>Whether to wait for its end.</summary>
    public bool Wait { get; init; }

    /// <summary>Whether to write the results.</summary>
    public bool Results { get; init; }

    /// <summary>Whether to list the items.</summary>
    public bool Items { get; init; }

    /// <summary>The items that stand so; null: all.</summary>
    public ItemStatus? ItemStatus { get; init; }

    /// <summary>The only item to tell; null: the run.</summary>
    public int? Item { get; init; }

    /// <summary>Whether what is told is JSON.</summary>
    public bool Json { get; init; }
}
