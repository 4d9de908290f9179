namespace ArazzoDurable.Language.Schemas;

/// <summary>What compiling and evaluating a schema may cost. Whatever a schema or a value asks beyond, it gets an error value.</summary>
public static class SchemaLimits
{
    /// <summary>Levels of nesting of a value or of a document with a schema.</summary>
    /// <value>256; the JSON reader itself refuses more than 64 unless told otherwise.</value>
    public const int Nesting = 256;

    /// <summary>Schemas applied inside each other, references and branches included.</summary>
    /// <value>800: four schemas per level at 200 levels.</value>
    public const int Depth = 800;

    /// <summary>Applications of a schema to a place in one evaluation: what a list of 400,000 small objects takes.</summary>
    /// <value>5,000,000</value>
    public const int Applications = 5_000_000;

    /// <summary>Violations told of one value.</summary>
    /// <value>1,000</value>
    public const int Violations = 1_000;

    /// <summary>Defaults filled into one value.</summary>
    /// <value>10,000</value>
    public const int Defaults = 10_000;

    /// <summary>The time that one match of a pattern with lookaround or backreferences may take.</summary>
    /// <value>100 milliseconds</value>
    public static TimeSpan BacktrackingMatch { get; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The time that one match of any other pattern may take; its work grows only linearly with the text.</summary>
    /// <value>2 seconds</value>
    public static TimeSpan LinearMatch { get; } = TimeSpan.FromSeconds(2);
}
