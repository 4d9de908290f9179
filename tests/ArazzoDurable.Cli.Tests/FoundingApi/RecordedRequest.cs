using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;

namespace ArazzoDurable.Cli.Tests.FoundingApi;

/// <summary>A request that came, and what it was told.</summary>
/// <param name="At">When it came.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path and query as they were sent.</param>
/// <param name="Headers">The headers; names are compared ignoring case.</param>
/// <param name="Body">The body's bytes.</param>
/// <param name="IdempotencyKey">The idempotency key, if it had one.</param>
/// <param name="Status">The status it was answered with.</param>
/// <param name="Replayed">Whether that was an earlier answer given again, without an effect.</param>
public sealed record RecordedRequest(
    DateTimeOffset At,
    string Method,
    string Path,
    ImmutableDictionary<string, string> Headers,
    ImmutableArray<byte> Body,
    string? IdempotencyKey,
    int Status,
    bool Replayed)
{
    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body.AsSpan());

    /// <summary>The method, path and status, which is what most tests compare.</summary>
    public override string ToString() => $"{Method} {Path} {Status}{(Replayed ? " replayed" : "")}";

    /// <summary>The request as a line of JSON.</summary>
    internal string ToJsonLine() => new JsonObject
    {
        ["at"] = At.ToString("O"),
        ["method"] = Method,
        ["path"] = Path,
        ["headers"] = new JsonObject(Headers.Select(header => KeyValuePair.Create(header.Key, (JsonNode?)JsonValue.Create(header.Value)))),
        ["body"] = Text,
        ["idempotencyKey"] = IdempotencyKey,
        ["status"] = Status,
        ["replayed"] = Replayed,
    }.ToJsonString();
}
