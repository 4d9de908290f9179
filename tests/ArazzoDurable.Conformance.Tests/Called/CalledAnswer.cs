namespace ArazzoDurable.Conformance.Tests.Called;

/// <summary>What the server that runs call answers.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Body">The body; null: none.</param>
sealed record CalledAnswer(int Status, string? Body = null)
{
    public string ContentType { get; init; } = "application/json";

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>200 with this JSON.</summary>
    public static CalledAnswer Ok(string json) => new(200, json);

    /// <summary>With a Retry-After of so many seconds.</summary>
    public CalledAnswer After(string seconds) => this with { Headers = [.. Headers, KeyValuePair.Create("Retry-After", seconds)] };
}
