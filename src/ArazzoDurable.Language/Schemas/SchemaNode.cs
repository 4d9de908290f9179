using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Schemas.Keywords;

namespace ArazzoDurable.Language.Schemas;

/// <summary>A compiled schema at its place in the document. References make nodes a graph, so its keywords are set after it was made.</summary>
sealed class SchemaNode(JsonElement element, JsonPointer location, SchemaResource resource)
{
    internal JsonElement Element { get; } = element;

    internal JsonPointer Location { get; } = location;

    internal SchemaResource Resource { get; } = resource;

    internal bool IsFalse => Element.ValueKind is JsonValueKind.False;

    /// <summary>The keywords; those for what others left unevaluated stand last.</summary>
    internal ImmutableArray<Keyword> Keywords { get; set; } = [];

    internal JsonElement? Default { get; set; }

    /// <summary>What the schema says about secrecy, at no place yet; null when it says nothing.</summary>
    internal SecretMark? Secrecy { get; set; }

    /// <summary>Applies the schema to a place.</summary>
    /// <param name="frame">The place.</param>
    /// <param name="decides">Whether a failure here is one of the schema around it; then what was evaluated counts nevertheless,
    /// so that one mistake is not told a second time as something unevaluated.</param>
    internal bool Apply(in Frame frame, bool decides = false)
    {
        if (!frame.Run.TryEnter(frame.Depth))
            return false;
        if (IsFalse)
        {
            if (frame.Tells)
                frame.Sink?.Violations.Add(new SchemaViolation(InstancePath.ToPointer(frame.Path), Location, "", "no value is allowed here"));
            return false;
        }
        if (Keywords.IsEmpty)
            return true;
        var own = frame.Run.TracksEvaluated ? new Evaluated() : null;
        var inner = frame with { Evaluated = own, Scope = frame.Scope.Enter(Resource), Depth = frame.Depth + 1 };
        var valid = true;
        foreach (var keyword in Keywords)
        {
            valid &= keyword.Evaluate(inner);
            if (!valid && frame.Sink is null)
                return false;
        }
        if (own is not null && (valid || decides))
            frame.Evaluated?.Merge(own);
        return valid;
    }
}
