using System.Globalization;

namespace ArazzoDurable.Language.Documents;

/// <summary>The version of the specification that a description follows. Tools go by major and minor only (Arazzo 1.0.1, Versions).</summary>
/// <param name="Major">The major version.</param>
/// <param name="Minor">The minor version.</param>
/// <param name="Patch">The patch version.</param>
public readonly record struct ArazzoVersion(int Major, int Minor, int Patch)
{
    /// <summary>Whether the description is read by the rules of 1.1.</summary>
    public bool IsAtLeast11 => Major > 1 || (Major == 1 && Minor >= 1);

    /// <summary>The dialect that a description of this version is read in when nobody asks for another.</summary>
    public Dialect DefaultDialect => IsAtLeast11 ? Dialect.Strict : Dialect.Lenient;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Patch}");
}
