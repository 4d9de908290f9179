using System.Text.RegularExpressions;
using ArazzoDurable.Functions.Hosting;
using ArazzoDurable.Functions.Settings;
using ArazzoDurable.Functions.Storage;

namespace ArazzoDurable.Functions.Tests.Infrastructure;

/// <summary>The app's settings where they are deployed, sampled and described.</summary>
public sealed partial class SettingsTests
{
    [Fact]
    public void Every_setting_that_is_deployed_stands_on_the_page()
    {
        var deployed = Setting().Matches(BicepFile.Read("functions.bicep").Text).Select(match => match.Value).Distinct().ToList();

        deployed.Count.ShouldBeGreaterThan(4);
        deployed.Where(name => !DeployPage.Text.Contains($"`{name}`", StringComparison.Ordinal)).ShouldBeEmpty("docs/deploy.md lacks these");
    }

    [Fact]
    public void Settings_of_the_page_are_those_of_the_code() =>
        DeployPage.Settings.Where(IsOurs).ShouldBe(
            typeof(FunctionsSettings).GetFields().Where(field => field is { IsLiteral: true } && field.Name.EndsWith("Setting", StringComparison.Ordinal)).Select(field => (string)field.GetRawConstantValue()!)
                .Append(BlobStorage.ContainerSetting).Concat(StorageSettings.Names.Where(IsOurs)),
            ignoreOrder: true);

    [Fact]
    public void Storage_of_the_platform_serves_where_there_is_no_other()
    {
        DeployPage.Settings.ShouldContain("AzureWebJobsStorage");
    }

    [Fact]
    public void Sample_holds_no_secret_and_does_not_run_with_a_key_that_everybody_knows()
    {
        var sample = DeploymentFile.Json("local.settings.sample.json");
        var values = sample.GetProperty("Values");

        sample.GetProperty("IsEncrypted").GetBoolean().ShouldBeFalse();
        values.GetProperty("FUNCTIONS_WORKER_RUNTIME").GetString().ShouldBe("dotnet-isolated");
        values.GetProperty("AzureWebJobsStorage").GetString().ShouldBe("UseDevelopmentStorage=true");
        values.GetProperty("ARAZZO_SECRET_KEY").GetString().ShouldBe("");
        values.EnumerateObject().Where(value => value.Value.GetString()!.Contains("Key=", StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
    }

    /// <summary>Credentials bear the names of what they are for; their page and tests are others.</summary>
    static bool IsOurs(string name) => name.StartsWith("ARAZZO_", StringComparison.Ordinal) && !name.StartsWith("ARAZZO_AUTH__", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<=[\s{])ARAZZO_\w+(?=:)")]
    private static partial Regex Setting();
}
