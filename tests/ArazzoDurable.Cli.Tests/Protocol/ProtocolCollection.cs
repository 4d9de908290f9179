using System.Diagnostics.CodeAnalysis;

namespace ArazzoDurable.Cli.Tests.Protocol;

/// <summary>The tests that share <see cref="ProtocolServers"/>.</summary>
[CollectionDefinition(Name)]
[SuppressMessage("Naming", "CA1711", Justification = "It is what xunit calls a collection.")]
public sealed class ProtocolCollection : ICollectionFixture<ProtocolServers>
{
    public const string Name = "protocol";
}
