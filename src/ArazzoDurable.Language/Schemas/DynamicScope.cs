namespace ArazzoDurable.Language.Schemas;

/// <summary>The schema resources that evaluation has entered on its way, innermost first.</summary>
sealed record DynamicScope(SchemaResource Resource, DynamicScope? Outer)
{
    internal DynamicScope Enter(SchemaResource resource) =>
        ReferenceEquals(resource, Resource) ? this : new DynamicScope(resource, this);
}
