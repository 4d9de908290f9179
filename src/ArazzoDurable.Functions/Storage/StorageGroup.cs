namespace ArazzoDurable.Functions.Storage;

/// <summary>A setting of storage as the environment has it: a connection string, or a group of members such as <c>ARAZZO_STORAGE__accountName</c>.</summary>
/// <param name="Name">The setting.</param>
/// <param name="ConnectionString">Its own value; null when it is not set.</param>
sealed record StorageGroup(string Name, string? ConnectionString)
{
    readonly SortedDictionary<string, string> members = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The names of the members that are set, in their order.</summary>
    public IReadOnlyCollection<string> Members => members.Keys;

    /// <summary>Reads a group. What is blank is not set; the case of a member's name does not matter.</summary>
    /// <param name="name">The setting.</param>
    /// <param name="variables">All settings.</param>
    public static StorageGroup Read(string name, IReadOnlyDictionary<string, string> variables)
    {
        var group = new StorageGroup(name, variables.TryGetValue(name, out var own) && !string.IsNullOrWhiteSpace(own) ? own.Trim() : null);
        // The configuration of .NET parts groups by a colon, which not every shell lets a variable have.
        foreach (var prefix in (string[])[$"{name}:", $"{name}__"])
        {
            foreach (var (variable, value) in variables.OrderBy(variable => variable.Key, StringComparer.Ordinal))
            {
                if (variable.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && !string.IsNullOrWhiteSpace(value))
                    group.members.TryAdd(variable[prefix.Length..], value.Trim());
            }
        }
        return group;
    }

    /// <summary>The value of a member; null when it is not set.</summary>
    public string? Member(string member) => members.GetValueOrDefault(member);

    /// <summary>What the setting of a member is called.</summary>
    public string NameOf(string member) => $"{Name}__{member}";
}
