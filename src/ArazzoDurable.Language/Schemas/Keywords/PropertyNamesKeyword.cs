using System.Text.Json;

namespace ArazzoDurable.Language.Schemas.Keywords;

/// <summary><c>propertyNames</c>.</summary>
sealed class PropertyNamesKeyword(SchemaNode owner, SchemaNode schema) : Keyword(owner, "propertyNames")
{
    internal override bool Evaluate(in Frame frame)
    {
        if (!IsObject(frame))
            return true;
        var valid = true;
        foreach (var member in frame.Value.EnumerateObject())
        {
            var sink = frame.Tells ? new ViolationSink(1, isBrief: true) : null;
            var name = frame.Member(member.Name, JsonSerializer.SerializeToElement(member.Name)) with { Sink = sink };
            if (schema.Apply(name))
                continue;
            valid = false;
            if (frame.Sink is null)
                return false;
            if (sink?.Violations is [var first, ..])
                frame.FailMember(this, member.Name, $"the name of member '{member.Name}' is not allowed: {first.Message}");
        }
        return valid;
    }
}
