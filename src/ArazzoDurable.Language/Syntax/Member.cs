using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Language.Syntax;

/// <summary>A member of an object.</summary>
/// <param name="Name">Its name.</param>
/// <param name="NameMark">Where the name begins.</param>
/// <param name="Value">Its value.</param>
public sealed record Member(string Name, Mark NameMark, Node Value);
