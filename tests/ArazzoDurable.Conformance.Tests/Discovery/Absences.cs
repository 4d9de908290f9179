using System.Reflection;
using ArazzoDurable.Conformance.Tests.Hosts;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace ArazzoDurable.Conformance.Tests.Discovery;

/// <summary>Knows what is not there, so that the tests that need it are skipped by name.</summary>
static class Absences
{
    /// <summary>Why a test cannot run here; null: it can.</summary>
    public static string? Of(ITestMethod test)
    {
        var host = HostOf(test.TestClass.Class.ToRuntimeType());
        return Told(host, nameof(IHostUnderTest.Absence))
            ?? Needs(test).Select(need => need switch
            {
                Need.Instances => Told(host, nameof(IHostUnderTest.AbsenceOfInstances)),
                Need.Corpus => string.IsNullOrEmpty(Environment.GetEnvironmentVariable("ARAZZO_CORPUS")) ? "ARAZZO_CORPUS is not set." : null,
                _ => throw new InvalidOperationException($"A need of an unknown kind: {need}."),
            }).FirstOrDefault(absence => absence is not null);
    }

    public static IXunitTestCase Skipped(IMessageSink messages, ITestFrameworkDiscoveryOptions options, ITestMethod test, string absence) =>
        new XunitSkippedDataRowTestCase(messages, options.MethodDisplayOrDefault(), options.MethodDisplayOptionsOrDefault(), test, absence);

    /// <summary>The host that a suite, a subclass of <c>Conformance&lt;THost&gt;</c>, is about.</summary>
    public static Type HostOf(Type suite)
    {
        for (var type = suite; type is not null; type = type.BaseType)
        {
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Conformance<>))
                return type.GetGenericArguments()[0];
        }
        throw new InvalidOperationException($"{suite.Name} is no suite of a host.");
    }

    static IEnumerable<Need> Needs(ITestMethod test) =>
        new MemberInfo?[] { test.TestClass.Class.ToRuntimeType(), test.Method.ToRuntimeMethod() }
            .SelectMany(member => member!.GetCustomAttributes<NeedsAttribute>(inherit: true)).Select(needs => needs.Need);

    static string? Told(Type host, string name) =>
        (string?)typeof(Absences).GetMethod(name + "Of", BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(host).Invoke(null, null);

    static string? AbsenceOf<THost>()
        where THost : IHostUnderTest => THost.Absence;

    static string? AbsenceOfInstancesOf<THost>()
        where THost : IHostUnderTest => THost.AbsenceOfInstances;
}
