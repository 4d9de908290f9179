namespace ArazzoDurable.Language.Documents;

/// <summary>The workflows and sources of a description by their names; of several with one name, the first.</summary>
sealed record NameIndex(IReadOnlyDictionary<string, Workflow> Workflows, IReadOnlyDictionary<string, SourceDescription> Sources)
{
    public static Dictionary<string, T> FirstByName<T>(IEnumerable<T> elements, Func<T, string> nameOf) =>
        elements.DistinctBy(nameOf, StringComparer.Ordinal).ToDictionary(nameOf, StringComparer.Ordinal);
}
