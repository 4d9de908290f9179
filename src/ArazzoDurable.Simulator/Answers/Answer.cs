using System.Collections.Immutable;

namespace ArazzoDurable.Simulator.Answers;

/// <summary>A response, ready to be written.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">The media type of the body; null when there is no body.</param>
/// <param name="Body">The body's bytes.</param>
sealed record Answer(int Status, string? ContentType, ReadOnlyMemory<byte> Body)
{
    /// <summary>Further headers.</summary>
    internal ImmutableDictionary<string, string> Headers { get; init; } = NoHeaders;

    /// <summary>No headers; names are compared ignoring case.</summary>
    internal static ImmutableDictionary<string, string> NoHeaders { get; } = ImmutableDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>How long the answer is held back.</summary>
    internal TimeSpan Delay { get; init; }

    /// <summary>An answer without a body.</summary>
    internal static Answer Empty(int status) => new(status, null, default);
}
