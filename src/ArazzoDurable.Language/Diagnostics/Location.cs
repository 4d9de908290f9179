namespace ArazzoDurable.Language.Diagnostics;

/// <summary>Where an element of a document stands: its address in the structure, and its place in the text.</summary>
/// <param name="Pointer">The element's JSON Pointer.</param>
/// <param name="Mark">The line and column at which it begins.</param>
public readonly record struct Location(JsonPointer Pointer, Mark Mark)
{
    /// <summary>The same place in the text, one level deeper in the structure.</summary>
    public Location At(string token) => this with { Pointer = Pointer.Append(token) };
}
