using System.Globalization;

namespace ArazzoDurable.Language.Diagnostics;

/// <summary>A place in a text. Lines and columns count from 1; <see cref="None"/> (0, 0) means that the place is not known.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column in UTF-16 code units, from 1.</param>
public readonly record struct Mark(int Line, int Column)
{
    /// <summary>The place is not known.</summary>
    public static Mark None => default;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Line}:{Column}");
}
