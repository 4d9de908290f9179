namespace ArazzoDurable.Cli.Validate;

/// <summary>How findings are written.</summary>
enum ReportFormat
{
    /// <summary>A line for each, as compilers write it.</summary>
    Text,

    /// <summary>A list of files with their diagnostics.</summary>
    Json,

    /// <summary>SARIF 2.1.0, which code hosts and editors read.</summary>
    Sarif,
}
