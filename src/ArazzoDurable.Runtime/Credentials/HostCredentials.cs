using System.Collections.Immutable;

namespace ArazzoDurable.Runtime.Credentials;

/// <summary>The credentials of a host's settings.</summary>
public sealed class HostCredentials
{
    const string OriginSuffix = "__ORIGIN";

    readonly ImmutableSortedDictionary<string, Credential> byVariable;

    HostCredentials(ImmutableSortedDictionary<string, Credential> byVariable) => this.byVariable = byVariable;

    /// <summary>None.</summary>
    public static HostCredentials None { get; } = new(ImmutableSortedDictionary.Create<string, Credential>(StringComparer.OrdinalIgnoreCase));

    /// <summary>All of them.</summary>
    public IEnumerable<Credential> All => byVariable.Values;

    /// <summary>
    /// Reads them from environment variables: <c>ARAZZO_AUTH__&lt;source&gt;__&lt;scheme&gt;</c> holds a value, and the same with
    /// <c>__ORIGIN</c> the origins that it may go to, separated by commas. Empty variables count as not set.
    /// </summary>
    /// <param name="variables">The variables; others than these are passed over.</param>
    /// <param name="mustNameOrigins">Whether each has to name its origins, because others than the owner of the settings choose the flows.</param>
    /// <param name="problems">What is wrong, each a sentence that quotes no value of a credential; empty when they were read.</param>
    /// <returns>The credentials; none when there are problems.</returns>
    public static HostCredentials Read(
        IEnumerable<KeyValuePair<string, string>> variables, bool mustNameOrigins, out ImmutableArray<string> problems)
    {
        var ours = variables
            .Where(variable => variable.Key.StartsWith(CredentialName.VariablePrefix, StringComparison.OrdinalIgnoreCase) && variable.Value.Length > 0)
            .OrderBy(variable => variable.Key, StringComparer.Ordinal).ToList();
        var wrong = ImmutableArray.CreateBuilder<string>();
        var origins = new Dictionary<string, ImmutableArray<Origin>>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in ours.Where(variable => IsOrigin(variable.Key)))
            origins[name[..^OriginSuffix.Length]] = Origins(name, value, wrong);
        var credentials = ImmutableSortedDictionary.CreateBuilder<string, Credential>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in ours.Where(variable => !IsOrigin(variable.Key)))
        {
            if (!name[CredentialName.VariablePrefix.Length..].Contains("__", StringComparison.Ordinal))
                wrong.Add($"{name} names no security scheme; expected {CredentialName.VariablePrefix}<source>__<scheme>.");
            else if (!credentials.TryAdd(name, new Credential(value, origins.GetValueOrDefault(name, []))))
                wrong.Add($"{name} is set in two spellings; leave one.");
            else if (mustNameOrigins && !origins.ContainsKey(name))
                wrong.Add($"{name} names no origin, so any flow could have it sent anywhere; set {name}{OriginSuffix}=https://api.example.com to where it may go.");
        }
        wrong.AddRange(origins.Keys.Where(name => !credentials.ContainsKey(name)).Select(name => $"{name}{OriginSuffix} is set, and {name} is not."));
        problems = wrong.ToImmutable();
        return problems.IsEmpty ? new HostCredentials(credentials.ToImmutable()) : None;
    }

    /// <summary>The credential for this; null when there is none.</summary>
    public Credential? Find(CredentialName name) => byVariable.GetValueOrDefault(name.Variable);

    static bool IsOrigin(string variable) => variable.EndsWith(OriginSuffix, StringComparison.OrdinalIgnoreCase);

    static ImmutableArray<Origin> Origins(string variable, string value, ImmutableArray<string>.Builder wrong)
    {
        var origins = ImmutableArray.CreateBuilder<Origin>();
        foreach (var text in value.Split(',', StringSplitOptions.TrimEntries))
        {
            if (Origin.TryParse(text, out var origin))
                origins.Add(origin.Value);
            else
                wrong.Add($"{variable} is not one or more origins such as https://api.example.com, separated by commas, each without a path.");
        }
        return origins.ToImmutable();
    }
}
