using System.Text.Json;

namespace ArazzoDurable.Runtime.Overrides;

/// <summary>A place of a document that has a patch, or has places below that have.</summary>
sealed class PatchPlace
{
    readonly Dictionary<string, PatchPlace> below = new(StringComparer.Ordinal);

    /// <summary>The patch of the value here; null when those below are patched.</summary>
    public JsonElement? Patch { get; private set; }

    /// <summary>The place of a member or element; null when nothing is patched there.</summary>
    public PatchPlace? Below(string token) => below.GetValueOrDefault(token);

    /// <summary>Adds a patch of a place below.</summary>
    public void Add(ReadOnlySpan<string> tokens, JsonElement patch)
    {
        if (tokens.IsEmpty)
        {
            Patch = patch;
            return;
        }
        if (!below.TryGetValue(tokens[0], out var next))
            below[tokens[0]] = next = new PatchPlace();
        next.Add(tokens[1..], patch);
    }
}
