using System.Collections.Immutable;

namespace ArazzoDurable.Language.Schemas.Keywords;

/// <summary><c>patternProperties</c>.</summary>
sealed class PatternPropertiesKeyword(SchemaNode owner, ImmutableArray<(SchemaPattern Pattern, SchemaNode Schema)> rules)
    : Keyword(owner, "patternProperties")
{
    internal bool Has(string name) => rules.Any(rule => rule.Pattern.IsMatch(name) is true);

    internal override bool Evaluate(in Frame frame)
    {
        if (!IsObject(frame))
            return true;
        var valid = true;
        foreach (var member in frame.Value.EnumerateObject())
        {
            foreach (var (pattern, schema) in rules)
            {
                switch (pattern.IsMatch(member.Name))
                {
                    case true:
                        frame.Evaluated?.Add(member.Name);
                        valid &= schema.Apply(frame.Member(member.Name, member.Value));
                        break;
                    case null:
                        valid = frame.Tells && frame.FailMember(this, member.Name, PatternKeyword.TimedOut(pattern, "the name of a member"));
                        break;
                }
            }
        }
        return valid;
    }

    internal override void AddForMember(List<SchemaNode> into, string name, Reach reach) =>
        into.AddRange(rules.Where(rule => rule.Pattern.IsMatch(name) is true).Select(rule => rule.Schema));
}
