namespace ArazzoDurable.Language;

/// <summary>How to read what the specification leaves open or what documents spell in their own way.</summary>
public enum Dialect
{
    /// <summary>As documents mean it; each lenient reading is reported with the standard spelling. The default for 1.0.x.</summary>
    Lenient,

    /// <summary>As the specification has it. The default for 1.1.</summary>
    Strict,
}
