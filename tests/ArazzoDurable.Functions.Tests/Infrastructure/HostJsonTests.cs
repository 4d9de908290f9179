using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ArazzoDurable.Runtime.Network;

namespace ArazzoDurable.Functions.Tests.Infrastructure;

/// <summary>Holds <c>host.json</c> to what the host relies on, and its page to it.</summary>
public sealed class HostJsonTests
{
    static readonly JsonElement Host = DeploymentFile.Json("host.json");

    static readonly JsonElement Durable = Host.GetProperty("extensions").GetProperty("durableTask");

    public static TheoryData<string, string> Settings()
    {
        var settings = new TheoryData<string, string>();
        foreach (var (name, value) in Leaves(Host, ""))
            settings.Add(name, value);
        return settings;
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Every_setting_has_its_reason_on_the_page(string name, string value) =>
        DeployPage.Text.ShouldMatch($@"\n\| `{Regex.Escape(name)}` \| `{Regex.Escape(value)}` \| [A-Z].+ \|\n");

    [Fact]
    public void Inputs_and_outputs_are_not_written_to_telemetry_nor_to_histories()
    {
        Durable.GetProperty("tracing").GetProperty("traceInputsAndOutputs").GetBoolean().ShouldBeFalse();
        Durable.GetProperty("tracing").GetProperty("traceReplayEvents").GetBoolean().ShouldBeFalse();
        Durable.GetProperty("storeInputsInOrchestrationHistory").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public void Requests_and_exceptions_are_not_sampled_away() => Host.GetProperty("logging").GetProperty("applicationInsights")
        .GetProperty("samplingSettings").GetProperty("excludedTypes").GetString()!.Split(';').ShouldBe(["Request", "Exception"], ignoreOrder: true);

    [Fact]
    public void Task_hub_has_a_name_that_every_storage_takes() =>
        Durable.GetProperty("hubName").GetString()!.ShouldMatch("^[A-Za-z][A-Za-z0-9]{2,44}$");

    [Fact]
    public void Queues_are_looked_at_often_enough_for_short_pacing() =>
        Time(Durable.GetProperty("storageProvider").GetProperty("maxQueuePollingInterval")).ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(5));

    [Fact]
    public void Function_is_given_the_time_of_two_calls_and_a_token()
    {
        var longest = (2 * CallLimits.Default.Timeout) + TimeSpan.FromSeconds(30);

        Time(Host.GetProperty("functionTimeout")).ShouldBeGreaterThan(longest);
        Time(Host.GetProperty("functionTimeout")).ShouldBeLessThanOrEqualTo(TimeSpan.FromMinutes(10), "the Consumption plan takes no more");
    }

    static TimeSpan Time(JsonElement value) => TimeSpan.Parse(value.GetString()!, CultureInfo.InvariantCulture);

    static IEnumerable<(string Name, string Value)> Leaves(JsonElement element, string path) => element.ValueKind is JsonValueKind.Object
        ? element.EnumerateObject().SelectMany(member => Leaves(member.Value, path.Length == 0 ? member.Name : $"{path}/{member.Name}"))
        : [(path.Replace("extensions/", "", StringComparison.Ordinal), element.ValueKind is JsonValueKind.String ? element.GetString()! : element.GetRawText())];
}
