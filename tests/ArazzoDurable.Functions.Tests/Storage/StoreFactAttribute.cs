using ArazzoDurable.Functions.Tests.Storage;

namespace ArazzoDurable.Contracts;

/// <summary>A fact about Blob Storage; skipped by name where there is no Azurite.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class StoreFactAttribute : FactAttribute
{
    public StoreFactAttribute()
    {
        if (Azurite.Command is null)
            Skip = Azurite.NotFound;
    }
}

/// <summary>A theory about Blob Storage; skipped by name where there is no Azurite.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class StoreTheoryAttribute : TheoryAttribute
{
    public StoreTheoryAttribute()
    {
        if (Azurite.Command is null)
            Skip = Azurite.NotFound;
    }
}
