using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Language.Documents.Reading;

/// <summary>Reads the members of one object by name; whatever was not asked for until <see cref="Finish"/> is unknown.</summary>
sealed class ObjectReader
{
    readonly Node.Mapping mapping;
    readonly string what;
    readonly ReadContext context;
    readonly HashSet<string> known = new(StringComparer.Ordinal);

    ObjectReader(Node.Mapping mapping, JsonPointer pointer, string what, ReadContext context)
    {
        this.mapping = mapping;
        this.what = what;
        this.context = context;
        Location = new Location(pointer, mapping.Mark);
    }

    /// <summary>Where the object stands.</summary>
    public Location Location { get; }

    /// <summary>Opens an object; null, with a diagnostic, when the node is none.</summary>
    /// <param name="node">The node.</param>
    /// <param name="pointer">Where it stands.</param>
    /// <param name="what">What it is, with its article: "a step".</param>
    /// <param name="context">What reading needs.</param>
    public static ObjectReader? Open(Node node, JsonPointer pointer, string what, ReadContext context)
    {
        if (node is Node.Mapping mapping)
            return new ObjectReader(mapping, pointer, what, context);
        context.WrongType(new Location(pointer, node.Mark), what.Capitalised(), "an object", Kinds.Of(node));
        return null;
    }

    /// <summary>The member's value; null when it is not there.</summary>
    public Node? Optional(string name)
    {
        known.Add(name);
        return mapping[name];
    }

    /// <summary>The member's value; null, with a diagnostic, when it is not there.</summary>
    public Node? Required(string name)
    {
        var value = Optional(name);
        if (value is null)
            context.Error(DiagnosticCodes.MissingMember, Location, $"{what.Capitalised()} must have '{name}', but there is none.", MisspeltAs(name));
        return value;
    }

    /// <summary>Whether to read a member that came with 1.1; in an older description it is ignored, with a diagnostic.</summary>
    public bool Of11(string name)
    {
        if (!context.Is11 && Optional(name) is not null)
            context.Warn(DiagnosticCodes.FieldOf11, At(name), $"'{name}' came with Arazzo 1.1; in this description it is ignored.", "Write 'arazzo: 1.1.0' to use it.");
        return context.Is11;
    }

    public Text? OptionalText(string name) => Optional(name) is { } value ? TextOf(name, value) : null;

    /// <summary>The member as text; empty, with a diagnostic, when there is none.</summary>
    public Text RequiredText(string name) => (Required(name) is { } value ? TextOf(name, value) : null) ?? new Text("", Location);

    /// <summary>The member as a name, which must not be empty.</summary>
    /// <param name="name">The member.</param>
    /// <param name="isError">Whether the specification's schema refuses an empty one; else it is a warning.</param>
    public Text RequiredName(string name, bool isError = false)
    {
        var text = RequiredText(name);
        if (text.Value.Length == 0 && Optional(name) is Node.Scalar { Value.ValueKind: JsonValueKind.String })
        {
            var severity = isError ? Severity.Error : Severity.Warning;
            context.Diagnostics.Add(new Diagnostic(DiagnosticCodes.InvalidName, severity, text.Location, $"'{name}' {(isError ? "must" : "should")} be a name, but it is empty.", "Give it one."));
        }
        return text;
    }

    public string? OptionalString(string name) => OptionalText(name)?.Value;

    /// <summary>The member as a string; empty, with a diagnostic, when there is none.</summary>
    public string RequiredString(string name) => RequiredText(name).Value;

    /// <summary>The member as one of several words; null when it is not there, and with a diagnostic when it is no such word.</summary>
    public T? Choice<T>(string name, ImmutableArray<(string Word, T Value)> choices, params ReadOnlySpan<string> of11)
        where T : struct => Choice(name, [.. choices.Select(choice => choice.Word)], of11) is { } word
            ? choices.First(choice => string.Equals(choice.Word, word, StringComparison.Ordinal)).Value
            : null;

    /// <summary>The member as one of several words; null when it is not there, and with a diagnostic when it is no such word.</summary>
    /// <param name="name">The member.</param>
    /// <param name="words">The words.</param>
    /// <param name="of11">Words that are known, but not in this version of the specification.</param>
    public string? Choice(string name, ImmutableArray<string> words, params ReadOnlySpan<string> of11)
    {
        if (OptionalText(name) is not { } text)
            return null;
        if (words.Contains(text.Value, StringComparer.Ordinal))
            return text.Value;
        context.Error(
            DiagnosticCodes.InvalidValue,
            text.Location,
            $"'{name}' must be {Words.AnyOf(words)}, but it is '{text.Value}'.",
            of11.Contains(text.Value) ? $"'{text.Value}' came with Arazzo 1.1; write 'arazzo: 1.1.0' to use it." : Spelling.Hint(text.Value, words));
        return null;
    }

    /// <summary>The member's entries; those that cannot be read are left out.</summary>
    /// <param name="name">The member.</param>
    /// <param name="read">Reads an entry.</param>
    /// <param name="isRequired">Whether the list must be there.</param>
    /// <param name="needsEntry">Whether it must have an entry.</param>
    /// <param name="isUnique">Whether equal entries are an error, and the later ones left out.</param>
    public ImmutableArray<T> List<T>(
        string name, Func<Node, JsonPointer, T?> read, bool isRequired = false, bool needsEntry = false, bool isUnique = false)
        where T : class
    {
        if ((isRequired ? Required(name) : Optional(name)) is not { } value)
            return [];
        if (value is not Node.Sequence list)
        {
            context.WrongType(At(name), $"'{name}'", "a list", Kinds.Of(value), Words.HintForNull(value));
            return [];
        }
        if (needsEntry && list.Items.IsEmpty)
            context.Error(DiagnosticCodes.EmptyList, At(name), $"'{name}' must have at least one entry, but it is empty.", isRequired ? null : "Leave it out.");
        var pointer = Location.Pointer.Append(name);
        var entries = list.Items.Select((item, index) => (Item: item, At: pointer.Append(index)));
        return [.. (isUnique ? WithoutDuplicates(name, entries) : entries).Select(entry => read(entry.Item, entry.At)).OfType<T>()];
    }

    IEnumerable<(Node Item, JsonPointer At)> WithoutDuplicates(string name, IEnumerable<(Node Item, JsonPointer At)> entries)
    {
        var first = new Dictionary<string, Mark>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var text = NodeJson.ToElement(entry.Item).GetRawText();
            if (first.TryAdd(text, entry.Item.Mark))
                yield return entry;
            else
                context.Error(DiagnosticCodes.DuplicateEntry, new Location(entry.At, entry.Item.Mark), $"'{name}' must have each entry once, but this one is that at {first[text]} again.", "Remove one of them.");
        }
    }

    /// <summary>The member's strings.</summary>
    public ImmutableArray<Text> Texts(string name, bool needsEntry = false) => List(
        name, (node, pointer) => TextOf($"An entry of '{name}'", node, new Location(pointer, node.Mark)), needsEntry: needsEntry);

    /// <summary>Where the member's value stands.</summary>
    public Location At(string name) => new(Location.Pointer.Append(name), (mapping[name] ?? mapping).Mark);

    /// <summary>The members of the member, an object of names that the description chooses.</summary>
    public IEnumerable<(Member Member, JsonPointer Pointer)> Map(string name)
    {
        if (Optional(name) is not { } value)
            return [];
        if (value is not Node.Mapping map)
        {
            context.WrongType(At(name), $"'{name}'", "an object", Kinds.Of(value), Words.HintForNull(value));
            return [];
        }
        var pointer = Location.Pointer.Append(name);
        return map.Members.Select(member => (member, pointer.Append(member.Name)));
    }

    /// <summary>Reports the members that nobody asked for.</summary>
    /// <returns>The extensions.</returns>
    public ImmutableArray<Member> Finish()
    {
        var unknown = mapping.Members.Where(member => !known.Contains(member.Name) && !IsExtension(member)).ToList();
        var absent = unknown.Count > 0 ? known.Where(name => mapping[name] is null).ToList() : [];
        foreach (var member in unknown)
        {
            context.Warn(
                DiagnosticCodes.UnknownMember,
                new Location(Location.Pointer.Append(member.Name), member.NameMark),
                $"{what.Capitalised()} has no member '{member.Name}'; it is ignored.",
                Spelling.Hint(member.Name, absent) ?? "Names of extensions begin with 'x-'.");
        }
        return [.. mapping.Members.Where(IsExtension)];
    }

    static bool IsExtension(Member member) => member.Name.StartsWith("x-", StringComparison.Ordinal);

    string? MisspeltAs(string name) => Spelling.Closest(name, mapping.Members.Select(member => member.Name)) is { } misspelt
        ? $"It has '{misspelt}'."
        : null;

    Text? TextOf(string name, Node value) => TextOf($"'{name}'", value, At(name));

    Text? TextOf(string subject, Node value, Location location)
    {
        if (value is Node.Scalar { Value.ValueKind: JsonValueKind.String } scalar)
            return new Text(scalar.Value.GetString()!, location);
        context.WrongType(location, subject, "a string", Kinds.Of(value), Words.HintForString(value));
        return null;
    }
}
