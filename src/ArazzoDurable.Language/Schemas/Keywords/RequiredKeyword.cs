using System.Collections.Immutable;

namespace ArazzoDurable.Language.Schemas.Keywords;

/// <summary><c>required</c>.</summary>
sealed class RequiredKeyword(SchemaNode owner, ImmutableArray<string> names) : Keyword(owner, "required")
{
    internal override bool Evaluate(in Frame frame)
    {
        if (!IsObject(frame))
            return true;
        var valid = true;
        foreach (var name in names)
        {
            if (!frame.Value.TryGetProperty(name, out _))
                valid = frame.Tells && frame.FailMember(this, name, $"required member '{name}' is missing");
        }
        return valid;
    }
}
