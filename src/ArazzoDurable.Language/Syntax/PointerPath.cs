using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Language.Syntax;

/// <summary>The way from the root to the value being read; made into a pointer only when something is to be said.</summary>
sealed class PointerPath
{
    readonly Stack<(string? Name, int Index)> tokens = new();

    public void Push(string name) => tokens.Push((name, 0));

    public void Push(int index) => tokens.Push((null, index));

    public void Pop() => tokens.Pop();

    public Location At(Mark mark) => new(ToPointer(), mark);

    JsonPointer ToPointer()
    {
        var pointer = JsonPointer.Root;
        foreach (var (name, index) in tokens.Reverse())
            pointer = name is null ? pointer.Append(index) : pointer.Append(name);
        return pointer;
    }
}
