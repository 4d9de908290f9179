using Xunit.Abstractions;
using Xunit.Sdk;

namespace ArazzoDurable.Conformance.Tests.Discovery;

/// <summary>Finds facts about hosts.</summary>
/// <param name="messages">Takes what is said of the finding.</param>
public sealed class HostFactDiscoverer(IMessageSink messages) : IXunitTestCaseDiscoverer
{
    readonly FactDiscoverer facts = new(messages);

    /// <inheritdoc/>
    public IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        Absences.Of(testMethod) is { } absence ? [Absences.Skipped(messages, discoveryOptions, testMethod, absence)] : facts.Discover(discoveryOptions, testMethod, factAttribute);
}
