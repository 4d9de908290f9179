namespace ArazzoDurable.Language.Schemas;

/// <summary>The annotations behind <c>unevaluatedProperties</c> and <c>unevaluatedItems</c>: what was evaluated at one place.</summary>
sealed class Evaluated
{
    readonly HashSet<string> names = new(StringComparer.Ordinal);
    readonly HashSet<int> indexes = [];
    int prefix;

    internal void Add(string name) => names.Add(name);

    internal void Add(int index) => indexes.Add(index);

    internal void AddPrefix(int length) => prefix = Math.Max(prefix, length);

    internal bool Has(string name) => names.Contains(name);

    internal bool Has(int index) => index < prefix || indexes.Contains(index);

    internal void Merge(Evaluated other)
    {
        names.UnionWith(other.names);
        indexes.UnionWith(other.indexes);
        AddPrefix(other.prefix);
    }
}
