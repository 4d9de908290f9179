namespace ArazzoDurable.Language.Schemas.Keywords;

/// <summary><c>$ref</c>.</summary>
sealed class ReferenceKeyword(SchemaNode owner, SchemaNode target) : Keyword(owner, "$ref")
{
    internal override bool Evaluate(in Frame frame) => target.Apply(frame, decides: true);

    internal override void AddInPlace(List<SchemaNode> into, Reach reach) => into.Add(target);
}
