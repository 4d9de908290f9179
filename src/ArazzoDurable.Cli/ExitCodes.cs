namespace ArazzoDurable.Cli;

/// <summary>What commands exit with.</summary>
static class ExitCodes
{
    /// <summary>All went well.</summary>
    public const int Success = 0;

    /// <summary>The run or a document failed.</summary>
    public const int Failed = 1;

    /// <summary>The command was used wrongly, or what it was given cannot be used.</summary>
    public const int Unusable = 2;

    /// <summary>The user interrupted it.</summary>
    public const int Interrupted = 130;
}
