namespace ArazzoDurable.Functions.Tests.Storage;

/// <summary>The tests that share one Azurite.</summary>
[CollectionDefinition(Name)]
public sealed class AzuriteTests : ICollectionFixture<Azurite>
{
    internal const string Name = "Azurite";
}
