namespace ArazzoDurable.Runtime.Flows;

/// <summary>A source document that was found.</summary>
/// <param name="Name">The name of the source description; of a source of a source, its path, such as <c>lib/petstore</c>.</param>
/// <param name="Origin">The file or URL that was taken.</param>
/// <param name="Reason">Why it was taken, such as <c>beside the document</c>.</param>
/// <param name="Bytes">Its text.</param>
public sealed record LocatedSource(string Name, Uri Origin, string Reason, ReadOnlyMemory<byte> Bytes)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {(Origin.IsFile ? Origin.LocalPath : Origin.AbsoluteUri)} ({Reason})";
}
