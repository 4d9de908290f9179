using System.Text.Json;

namespace ArazzoDurable.Functions.Tests.Infrastructure;

/// <summary>What no Bicep compiler would say of <c>infra/</c>, and some of what it would: compilers are not on every machine.</summary>
public sealed class BicepTests
{
    static readonly BicepFile Main = BicepFile.Read("main.bicep");

    public static TheoryData<string> Files() => [.. BicepFile.ReadAll().Select(file => file.Name)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Everything_that_a_file_declares_is_used(string name)
    {
        var file = BicepFile.Read(name);

        file.Parameters.Keys.Concat(file.Variables).Where(declared => !file.Uses(declared)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_file_is_part_of_the_deployment()
    {
        var reached = BicepFile.ReadAll().SelectMany(file => file.Modules).Select(module => module.File).Append("main.bicep").Append("main.parameters.json");

        Directory.EnumerateFiles(BicepFile.Folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(BicepFile.Folder, path))
            .ShouldBe(reached.Distinct(), ignoreOrder: true);
    }

    [Fact]
    public void Modules_get_the_parameters_that_they_declare()
    {
        Main.Modules.Count().ShouldBe(Main.Text.Split("\nmodule ").Length - 1, "modules that could be read");
        foreach (var module in Main.Modules)
            module.Arguments.Keys.ShouldBe(BicepFile.Read(module.File).Parameters.Keys, ignoreOrder: true, module.Symbol);
    }

    [Fact]
    public void Outputs_of_modules_are_there_and_each_is_taken()
    {
        foreach (var uses in Main.Modules.GroupBy(module => module.File))
            uses.SelectMany(module => Main.TakenFrom(module.Symbol)).Distinct().ShouldBe(BicepFile.Read(uses.Key).Outputs, ignoreOrder: true, uses.Key);
    }

    [Fact]
    public void Parameters_file_gives_every_parameter_with_the_same_default()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(BicepFile.Folder, "main.parameters.json")));
        var given = file.RootElement.GetProperty("parameters").EnumerateObject()
            .ToDictionary(parameter => parameter.Name, parameter => DefaultOf(parameter.Value.GetProperty("value").GetString()!), StringComparer.Ordinal);

        given.ShouldBe(Main.Parameters.ToDictionary(parameter => parameter.Key, parameter => parameter.Value ?? "", StringComparer.Ordinal), ignoreOrder: true);
    }

    [Fact]
    public void Runs_are_kept_apart_from_the_task_hub()
    {
        var app = Main.Modules.Single(module => module.File == "functions.bicep");

        app.Arguments["hubBlobEndpoint"].ShouldBe("hub.outputs.blobEndpoint");
        app.Arguments["runsBlobEndpoint"].ShouldBe("runs.outputs.blobEndpoint");
        BicepFile.Read("functions.bicep").Text.ShouldContain("AzureWebJobsStorage__blobServiceUri: hubBlobEndpoint\n");
        BicepFile.Read("functions.bicep").Text.ShouldContain("ARAZZO_STORAGE__blobServiceUri: runsBlobEndpoint\n");
    }

    [Theory]
    [InlineData("storage.bicep", "allowSharedKeyAccess: false")]
    [InlineData("storage.bicep", "allowBlobPublicAccess: false")]
    [InlineData("storage.bicep", "minimumTlsVersion: 'TLS1_2'")]
    [InlineData("vault.bicep", "enableRbacAuthorization: true")]
    [InlineData("vault.bicep", "enablePurgeProtection: true")]
    [InlineData("vault.bicep", "@secure()\nparam secretKey string\n")]
    [InlineData("main.bicep", "@secure()\nparam secretKey string\n")]
    [InlineData("monitoring.bicep", "DisableLocalAuth: true")]
    [InlineData("functions.bicep", "httpsOnly: true")]
    public void Nothing_is_reached_by_a_key_or_in_clear(string file, string setting) => BicepFile.Read(file).Text.ShouldContain(setting);

    [Fact]
    public void Service_of_azd_is_the_app_that_bears_its_name()
    {
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "deployment", "azure.yaml")).ShouldContain("services:\n  functions:\n    project: src/ArazzoDurable.Functions\n");
        BicepFile.Read("functions.bicep").Text.ShouldContain("'azd-service-name': 'functions'");
    }

    /// <summary>The default in a value such as <c>${INSTANCES=1}</c>; empty when it has none.</summary>
    static string DefaultOf(string value)
    {
        value.ShouldStartWith("${");
        value.ShouldEndWith("}");
        return value.IndexOf('=', StringComparison.Ordinal) is var at and > 0 ? value[(at + 1)..^1] : "";
    }
}
