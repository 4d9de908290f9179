using System.Diagnostics;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Cli.Validate;

/// <summary>How severities are named in reports.</summary>
static class Severities
{
    /// <summary>The word that text, JSON and SARIF share.</summary>
    public static string Word(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => throw new UnreachableException(),
    };
}
