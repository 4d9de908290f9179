using System.Text.Json;

namespace ArazzoDurable.Runtime.Walk;

/// <summary>An output: the value itself, or the key under which the run store keeps it because it is large. Secrets in it are sealed.</summary>
/// <param name="Value">The value. Null when it is kept elsewhere; else a JSON null, which is read back from a payload as none.</param>
/// <param name="Key">Where it is kept; null when it is here.</param>
public sealed record OutputValue(JsonElement? Value, string? Key = null)
{
    /// <summary>The largest value that travels with the state, in bytes of its JSON.</summary>
    public const int InlineLimit = 4 * 1024;
}
