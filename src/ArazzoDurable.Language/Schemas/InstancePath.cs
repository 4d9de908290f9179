using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Language.Schemas;

/// <summary>A place in a value as a chain from the inside out, turned into a pointer only when something is told about it.</summary>
/// <param name="Parent">The place around it; null for the value as a whole.</param>
/// <param name="Name">The member's name; null for an element.</param>
/// <param name="Index">The element's index.</param>
sealed record InstancePath(InstancePath? Parent, string? Name, int Index)
{
    internal static JsonPointer ToPointer(InstancePath? path)
    {
        if (path is null)
            return JsonPointer.Root;
        var parent = ToPointer(path.Parent);
        return path.Name is { } name ? parent.Append(name) : parent.Append(path.Index);
    }
}
