namespace ArazzoDurable.Embedded.Storage;

/// <summary>Ranges of ids and keys, which are of printable ASCII.</summary>
static class KeyRange
{
    /// <summary>Appended to a prefix, what sorts after all that begins with it.</summary>
    public const string AfterAscii = "\u007f";

    /// <summary>Appended to a key, what sorts right after it.</summary>
    const string BeforeAscii = "\u0001";

    /// <summary>
    /// Where a page begins of what begins so: after the last of the page before. It is one bound and not two, of which SQLite would search
    /// by the first and pass over all that lies between.
    /// </summary>
    public static string Start(string prefix, string after) => string.CompareOrdinal(after, prefix) < 0 ? prefix : after + BeforeAscii;
}
