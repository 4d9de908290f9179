using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.JsonPath.Evaluation;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Language.Expressions;

/// <summary>The properties that a schema of inputs names, in its parts and in the schemas that it refers to as well.</summary>
/// <param name="Names">The names.</param>
/// <param name="IsOpen">Whether others can be meant: there is no schema, it names none, or a part of it is elsewhere.</param>
sealed record SchemaProperties(ImmutableHashSet<string> Names, bool IsOpen)
{
    static readonly string[] Lists = ["allOf", "anyOf", "oneOf"];

    static readonly string[] Parts = ["if", "then", "else"];

    public static SchemaProperties Of(Node? schema, ArazzoDocument document)
    {
        var collection = new Collection(new InputSchemas(document, schema));
        collection.AddAll(schema);
        return new SchemaProperties(collection.Names.ToImmutable(), collection.IsOpen || collection.Names.Count == 0);
    }

    sealed class Collection(InputSchemas schemas)
    {
        // By hand and not by recursion: a hostile description may have a chain of a hundred thousand references.
        readonly Queue<Node> pending = [];
        readonly HashSet<string> followed = new(StringComparer.Ordinal);

        public ImmutableHashSet<string>.Builder Names { get; } = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);

        public bool IsOpen { get; private set; }

        public void AddAll(Node? schema)
        {
            Add(schema);
            while (pending.TryDequeue(out var next))
                Add(next);
        }

        void Add(Node? schema)
        {
            if (schema is not Node.Mapping mapping)
                return;
            if (mapping["properties"] is Node.Mapping properties)
                Names.UnionWith(properties.Members.Select(member => member.Name));
            if (mapping["$ref"] is Node.Scalar { Value: { ValueKind: JsonValueKind.String } reference })
                Follow(JsonText.Decode(reference), isWithinIdentified: mapping["$id"] is not null);
            foreach (var name in Lists)
            {
                if (mapping[name] is not Node.Sequence list)
                    continue;
                foreach (var part in list.Items)
                    Add(part);
            }
            foreach (var name in Parts)
                Add(mapping[name]);
        }

        void Follow(string reference, bool isWithinIdentified)
        {
            if (isWithinIdentified || schemas.Find(reference) is not { } found)
                IsOpen = true;
            else if (followed.Add(reference))
                pending.Enqueue(found);
        }
    }
}
