using Xunit.Sdk;

namespace ArazzoDurable.Conformance.Tests.Discovery;

/// <summary>A theory about a host; skipped by name where the host, or what it needs besides, is not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("ArazzoDurable.Conformance.Tests.Discovery.HostTheoryDiscoverer", "ArazzoDurable.Conformance.Tests")]
public sealed class HostTheoryAttribute : TheoryAttribute;
