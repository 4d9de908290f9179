using System.Collections.Immutable;

namespace ArazzoDurable.Language.Schemas.Keywords;

/// <summary><c>dependentRequired</c>.</summary>
sealed class DependentRequiredKeyword(SchemaNode owner, ImmutableArray<(string Name, ImmutableArray<string> Required)> rules)
    : Keyword(owner, "dependentRequired")
{
    internal override bool Evaluate(in Frame frame)
    {
        if (!IsObject(frame))
            return true;
        var present = Names(frame.Value);
        var valid = true;
        foreach (var (name, required) in rules)
        {
            if (!present.Contains(name))
                continue;
            foreach (var other in required)
            {
                if (!present.Contains(other))
                    valid = frame.Tells && frame.FailMember(this, other, $"member '{other}' is missing, which '{name}' requires");
            }
        }
        return valid;
    }
}
