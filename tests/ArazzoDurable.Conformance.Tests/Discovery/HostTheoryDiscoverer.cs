using Xunit.Abstractions;
using Xunit.Sdk;

namespace ArazzoDurable.Conformance.Tests.Discovery;

/// <summary>Finds theories about hosts.</summary>
/// <param name="messages">Takes what is said of the finding.</param>
public sealed class HostTheoryDiscoverer(IMessageSink messages) : IXunitTestCaseDiscoverer
{
    readonly TheoryDiscoverer theories = new(messages);

    /// <inheritdoc/>
    public IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        Absences.Of(testMethod) is { } absence ? [Absences.Skipped(messages, discoveryOptions, testMethod, absence)] : theories.Discover(discoveryOptions, testMethod, factAttribute);
}
