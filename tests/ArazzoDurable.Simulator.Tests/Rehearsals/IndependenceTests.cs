using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace ArazzoDurable.Simulator.Tests.Rehearsals;

public sealed class IndependenceTests
{
    /// <summary>With the runner's own evaluation a rehearsal would agree with the runner where both are wrong.</summary>
    [Fact]
    public void Simulator_uses_nothing_of_the_evaluation_of_conditions()
    {
        using var assembly = new PEReader(ImmutableArray.Create(File.ReadAllBytes(typeof(SimulatorServer).Assembly.Location)));
        var metadata = assembly.GetMetadataReader();
        var namespaces = metadata.TypeReferences.Select(handle => metadata.GetString(metadata.GetTypeReference(handle).Namespace)).ToHashSet(StringComparer.Ordinal);

        namespaces.ShouldContain("ArazzoDurable.Language.Documents");
        namespaces.Where(name => name.StartsWith("ArazzoDurable.", StringComparison.Ordinal))
            .ShouldBeSubsetOf(["ArazzoDurable.Language", "ArazzoDurable.Language.Diagnostics", "ArazzoDurable.Language.Documents", "ArazzoDurable.Language.Syntax"]);
    }
}
