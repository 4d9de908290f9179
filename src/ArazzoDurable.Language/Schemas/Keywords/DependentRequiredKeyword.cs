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
        var valid = true;
        foreach (var (name, required) in rules)
        {
            if (!frame.Value.TryGetProperty(name, out _))
                continue;
            foreach (var other in required)
            {
                if (!frame.Value.TryGetProperty(other, out _))
                    valid = frame.Tells && frame.FailMember(this, other, $"member '{other}' is missing, which '{name}' requires");
            }
        }
        return valid;
    }
}
