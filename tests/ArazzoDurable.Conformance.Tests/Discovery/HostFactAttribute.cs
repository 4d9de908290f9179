using Xunit.Sdk;

namespace ArazzoDurable.Conformance.Tests.Discovery;

/// <summary>A fact about a host; skipped by name where the host, or what it needs besides, is not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("ArazzoDurable.Conformance.Tests.Discovery.HostFactDiscoverer", "ArazzoDurable.Conformance.Tests")]
public sealed class HostFactAttribute : FactAttribute;
