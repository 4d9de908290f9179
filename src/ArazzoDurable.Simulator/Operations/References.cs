using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Simulator.Operations;

/// <summary>Follows the references inside one OpenAPI document.</summary>
static class References
{
    const int MaxHops = 32;

    /// <summary>
    /// What <paramref name="element"/> stands for: itself, or the end of its chain of <c>$ref</c>s.
    /// Null when the chain leaves the document, ends nowhere or runs in a circle.
    /// </summary>
    internal static JsonElement? Follow(JsonElement document, JsonElement element)
    {
        for (var hops = 0; hops < MaxHops; hops++)
        {
            if (Of(element) is not { } reference)
                return element;
            if (Target(document, reference) is not { } target)
                return null;
            element = target;
        }
        return null;
    }

    /// <summary>The reference that <paramref name="element"/> consists of or carries; null when it carries none.</summary>
    internal static string? Of(JsonElement element) =>
        element.Member("$ref") is { ValueKind: JsonValueKind.String } reference ? reference.GetString() : null;

    /// <summary>What <paramref name="reference"/>, a fragment with a JSON Pointer, points to; null when there is nothing.</summary>
    internal static JsonElement? Target(JsonElement document, string reference) =>
        reference.StartsWith('#') && JsonPointer.TryParse(Uri.UnescapeDataString(reference[1..]), out var pointer)
            ? pointer.Resolve(document)
            : null;
}
