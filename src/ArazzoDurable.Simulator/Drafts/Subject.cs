using System.Text.Json.Nodes;
using ArazzoDurable.Simulator.Conditions;

namespace ArazzoDurable.Simulator.Drafts;

/// <summary>What is edited until conditions hold of it: a whole response, or an item of a filter.</summary>
abstract record Subject
{
    /// <summary>What conditions of it are judged in.</summary>
    internal abstract Scene Scene { get; }

    /// <summary>The value that places lead into.</summary>
    internal abstract JsonNode? Root { get; set; }

    /// <summary>A subject that can be changed without changing this one.</summary>
    internal abstract Subject Copy();

    /// <summary>Whether places of this origin can be changed.</summary>
    internal abstract bool Owns(Origin origin);

    /// <summary>A response.</summary>
    internal sealed record Response(Draft Draft, Surroundings Surroundings) : Subject
    {
        internal override Scene Scene { get; } = new Scene(Draft, Surroundings);

        internal override JsonNode? Root
        {
            get => Draft.Body;
            set => Draft.Body = value;
        }

        internal override Subject Copy() => new Response(Draft.Copy(), Surroundings);

        internal override bool Owns(Origin origin) => origin is Origin.Body && Draft.MayHaveBody;
    }

    /// <summary>An item of a filter.</summary>
    internal sealed record Item(Scene Outer, JsonNode? Value) : Subject
    {
        internal override Scene Scene => Outer with { Item = Root };

        internal override JsonNode? Root { get; set; } = Value;

        internal override Subject Copy() => new Item(Outer, Root?.DeepClone());

        internal override bool Owns(Origin origin) => origin is Origin.Item;
    }
}
