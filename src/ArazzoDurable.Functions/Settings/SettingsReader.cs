using System.Collections.Immutable;
using System.Globalization;
using ArazzoDurable.Runtime.Network;
using ArazzoDurable.Runtime.Secrets;

namespace ArazzoDurable.Functions.Settings;

/// <summary>Reads settings one by one, and gathers what is wrong with them. An empty setting counts as not set.</summary>
/// <param name="variables">The settings by name.</param>
sealed class SettingsReader(IReadOnlyDictionary<string, string> variables)
{
    readonly ImmutableArray<string>.Builder problems = ImmutableArray.CreateBuilder<string>();

    /// <summary>What is wrong, in the order of reading.</summary>
    public ImmutableArray<string> Problems => problems.ToImmutable();

    /// <summary>Keys, without which no secret can be sealed.</summary>
    public SecretKeyRing? Keys(string name)
    {
        if (Find(name) is not { } text)
            problems.Add($"{name} is not set; expected the base64 of {SecretKeyRing.KeyLength} random bytes, as `openssl rand -base64 {SecretKeyRing.KeyLength}` prints it.");
        else if (SecretKeyRing.TryParse(text, out var keys, out var error))
            return keys;
        else
            problems.Add($"{name} cannot be used: {error}");
        return null;
    }

    /// <summary>Hosts, separated by commas; none when it is not set.</summary>
    public HostAllowList Hosts(string name)
    {
        var texts = Find(name)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        if (HostAllowList.TryParse(texts, out var list, out var errors))
            return list;
        problems.AddRange(errors.Select(error => $"{name}: {error.Message}"));
        return HostAllowList.Empty;
    }

    /// <summary>A setting that is true or false; false when it is not set.</summary>
    public bool Flag(string name)
    {
        switch (Find(name))
        {
            case null:
                return false;
            case var text when bool.TryParse(text, out var value):
                return value;
            case var text:
                problems.Add($"{name} is '{text}'; expected true or false.");
                return false;
        }
    }

    /// <summary>A whole number from 0.</summary>
    /// <param name="name">The setting.</param>
    /// <param name="fallback">The number when it is not set.</param>
    /// <param name="most">The largest number.</param>
    /// <param name="zero">What 0 means, for whoever gave another value than expected.</param>
    public int Number(string name, int fallback, int most, string zero)
    {
        if (Find(name) is not { } text)
            return fallback;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= most)
            return value;
        problems.Add(string.Create(CultureInfo.InvariantCulture, $"{name} is '{text}'; expected a whole number from 0, which means {zero}, to {most}."));
        return fallback;
    }

    string? Find(string name) => variables.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;
}
