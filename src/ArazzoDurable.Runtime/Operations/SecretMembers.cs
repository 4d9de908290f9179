using System.Text.Json;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>
/// Which places of a body its schema marks as secret: by <c>x-secret: true</c>, <c>format: password</c> or <c>writeOnly: true</c>;
/// <c>x-secret: false</c> opts out. A mark of an object or array speaks of all that is in it. Schemas may refer to themselves.
/// </summary>
public sealed class SecretMembers
{
    internal SecretMembers()
    {
    }

    /// <summary>What the schema says of the place itself; null when nothing.</summary>
    internal bool? IsSecret { get; set; }

    /// <summary>The schemas that hold for the same place.</summary>
    internal List<SecretMembers> Same { get; } = [];

    /// <summary>The members that have schemas of their own.</summary>
    internal Dictionary<string, SecretMembers> Members { get; } = new(StringComparer.Ordinal);

    /// <summary>The schemas of the elements of an array.</summary>
    internal List<SecretMembers> Elements { get; } = [];

    /// <summary>The schema of the members that have none of their own; null when there is none.</summary>
    internal SecretMembers? Others { get; set; }

    /// <summary>The values of a body that are secret, the outermost ones.</summary>
    public IEnumerable<JsonElement> In(JsonElement body) => In(body, [this]);

    static IEnumerable<JsonElement> In(JsonElement value, IReadOnlyCollection<SecretMembers> schemas)
    {
        var here = WithSame(schemas);
        if (here.Count == 0)
            return [];
        if (Says(here) is true)
            return [value];
        return value.ValueKind switch
        {
            JsonValueKind.Object => value.EnumerateObject().SelectMany(member => In(member.Value, [.. here.SelectMany(schema => schema.Of(member.Name))])),
            JsonValueKind.Array => value.EnumerateArray().SelectMany(element => In(element, [.. here.SelectMany(schema => schema.Elements)])),
            _ => [],
        };
    }

    // An explicit "no" outranks a format, whichever of the schemas has it.
    static bool? Says(IReadOnlyCollection<SecretMembers> schemas) =>
        schemas.Any(schema => schema.IsSecret is false) ? false : schemas.Any(schema => schema.IsSecret is true) ? true : null;

    static HashSet<SecretMembers> WithSame(IEnumerable<SecretMembers> schemas)
    {
        var all = new HashSet<SecretMembers>();
        var ahead = new Stack<SecretMembers>(schemas);
        while (ahead.TryPop(out var next))
        {
            if (!all.Add(next))
                continue;
            foreach (var same in next.Same)
                ahead.Push(same);
        }
        return all;
    }

    IEnumerable<SecretMembers> Of(string member) =>
        Members.TryGetValue(member, out var own) ? [own] : Others is { } others ? [others] : [];
}
