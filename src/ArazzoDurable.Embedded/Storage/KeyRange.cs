namespace ArazzoDurable.Embedded.Storage;

/// <summary>Ranges of ids and keys, which are of printable ASCII.</summary>
static class KeyRange
{
    /// <summary>Appended to a prefix, what sorts after all that begins with it.</summary>
    public const string AfterAscii = "\u007f";
}
