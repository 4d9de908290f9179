using System.Collections.Immutable;

namespace ArazzoDurable.Language.Schemas.Keywords;

/// <summary><c>required</c>.</summary>
sealed class RequiredKeyword(SchemaNode owner, ImmutableArray<string> names) : Keyword(owner, "required")
{
    internal override bool Evaluate(in Frame frame)
    {
        if (!IsObject(frame))
            return true;
        var present = Names(frame.Value);
        var valid = true;
        foreach (var name in names)
        {
            if (!present.Contains(name))
                valid = frame.Tells && frame.FailMember(this, name, $"required member '{name}' is missing");
        }
        return valid;
    }
}
