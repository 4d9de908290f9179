namespace ArazzoDurable.Contracts;

/// <summary>A fact about a store, which an embedded host always has.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class StoreFactAttribute : FactAttribute;

/// <summary>A theory about a store, which an embedded host always has.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class StoreTheoryAttribute : TheoryAttribute;
