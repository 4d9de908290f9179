using System.Collections.Immutable;

namespace ArazzoDurable.Runtime.Flows;

/// <summary>How the documents of a description are found.</summary>
public sealed record BundleOptions
{
    /// <summary>Documents are looked for on the disk, as the description names them.</summary>
    public static BundleOptions Default { get; } = new();

    /// <summary>Files to take for sources, by the name of the source description. They may lie anywhere.</summary>
    public ImmutableDictionary<string, string> Sources { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>
    /// How many bytes the documents of all sources may have together, those left aside that they refer to. Default: 128 MiB. An API that the
    /// description names twice counts twice, for it stands twice in the flow.
    /// </summary>
    public int MaxBytes { get; init; } = 128 * 1024 * 1024;

    /// <summary>
    /// Fetches a document from an <c>https</c> URL, the last place to look; answers null when it cannot be had. Null: nothing is fetched.
    /// </summary>
    public Func<Uri, CancellationToken, Task<byte[]?>>? Fetch { get; init; }
}
