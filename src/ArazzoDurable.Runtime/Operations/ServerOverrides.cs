using System.Collections.Immutable;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>
/// The servers to call in place of those that the documents name, by source. Such a URL replaces the whole server URL, base path
/// included, whether the document gives it for all operations, a path or a single operation.
/// </summary>
/// <param name="Urls">Absolute URLs by the name of the source description.</param>
public sealed record ServerOverrides(IReadOnlyDictionary<string, string> Urls)
{
    /// <summary>Every source is called where its document says.</summary>
    public static ServerOverrides None { get; } = new(ImmutableDictionary<string, string>.Empty);

    /// <summary>The URL below which this operation is called.</summary>
    public string For(Operation operation) => Urls.TryGetValue(operation.Source, out var url) ? url : operation.Servers[0];
}
