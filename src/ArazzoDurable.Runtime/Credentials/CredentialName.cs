namespace ArazzoDurable.Runtime.Credentials;

/// <summary>What a credential is for: a security scheme of a source.</summary>
/// <param name="Source">The name of the source description.</param>
/// <param name="Scheme">The name of the security scheme in its document.</param>
public readonly record struct CredentialName(string Source, string Scheme)
{
    /// <summary>What the environment variables of credentials begin with.</summary>
    public const string VariablePrefix = "ARAZZO_AUTH__";

    /// <summary>
    /// The environment variable that holds it: <c>ARAZZO_AUTH__&lt;source&gt;__&lt;scheme&gt;</c>, with <c>_</c> for what no variable's
    /// name can hold. Letters compare without regard to case.
    /// </summary>
    public string Variable => $"{VariablePrefix}{Plain(Source)}__{Plain(Scheme)}";

    /// <summary>How it is written: <c>source.scheme</c>.</summary>
    public override string ToString() => $"{Source}.{Scheme}";

    static string Plain(string name) => new([.. name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_')]);
}
