using ArazzoDurable.Conformance.Tests.Discovery;

namespace ArazzoDurable.Conformance.Tests.Hosts;

public sealed class EverySuiteTests
{
    [Fact]
    public void Every_suite_is_run_against_every_host()
    {
        var types = typeof(EverySuiteTests).Assembly.GetTypes();
        var suites = types.Where(type => type is { IsAbstract: true, IsGenericTypeDefinition: true } && type != typeof(Conformance<>) && type.BaseType is { IsGenericType: true } parent && parent.GetGenericTypeDefinition() == typeof(Conformance<>));
        var hosts = types.Where(type => type.IsClass && type.IsAssignableTo(typeof(IHostUnderTest))).ToList();
        var run = types.Where(type => type.IsSealed && type.BaseType is { IsGenericType: true } && suites.Contains(type.BaseType.GetGenericTypeDefinition()))
            .Select(type => $"{type.BaseType!.Name} of {Absences.HostOf(type).Name}");

        run.ShouldBe(suites.SelectMany(suite => hosts.Select(host => $"{suite.Name} of {host.Name}")), ignoreOrder: true);
    }
}
