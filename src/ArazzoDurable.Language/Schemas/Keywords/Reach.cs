namespace ArazzoDurable.Language.Schemas.Keywords;

/// <summary>Which of the schemas inside a schema are meant.</summary>
enum Reach
{
    /// <summary>Those that apply to every value: of references and <c>allOf</c>.</summary>
    Certain,

    /// <summary>Those that may say something about a value: branches included, <c>not</c> excluded.</summary>
    Possible,

    /// <summary>All that are evaluated.</summary>
    All,
}
