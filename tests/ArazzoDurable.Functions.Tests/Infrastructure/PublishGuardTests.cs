using System.Diagnostics;
using System.Reflection;
using ArazzoDurable.Functions.Tests.Replay;
using ArazzoDurable.Runtime.Tests;

namespace ArazzoDurable.Functions.Tests.Infrastructure;

/// <summary>What is built on the surface has no worker inside, and stays where it is.</summary>
public sealed class PublishGuardTests
{
    static readonly string Configuration = typeof(PublishGuardTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    const string Refusal = "ArazzoDurable.Functions is built on eng/FunctionsSurface and cannot run on Azure Functions, so it is not published.";

    [Theory]
    [InlineData("Publish", "surface")]
    [InlineData("PrepareForPublish", "surface")]
    // What the solution has built is not published by itself without building it again.
    [InlineData("Publish", "nuget")]
    public async Task Publishing_stops_with_one_message(string target, string packages)
    {
        var (code, said) = await MsBuildAsync(target, packages);

        code.ShouldNotBe(0);
        said.Split('\n').Count(line => line.Contains("error", StringComparison.Ordinal)).ShouldBe(1, said);
        said.ShouldContain(Refusal);
        said.ShouldContain("dotnet publish src/ArazzoDurable.Functions -o out/functions");
    }

    [Fact]
    public async Task Switch_that_is_misspelt_is_told()
    {
        var (code, said) = await MsBuildAsync("CheckFunctionsPackages", "nugget");

        code.ShouldNotBe(0);
        said.ShouldContain("FunctionsPackages is 'nugget'; expected nuget (the packages of Azure Functions) or surface (eng/FunctionsSurface).");
    }

    [Fact]
    public async Task Surface_is_the_default_in_the_solution_and_nowhere_else()
    {
        (await MsBuildAsync("-getProperty:FunctionsPackages", null)).Said.Trim().ShouldBe("nuget");
        (await MsBuildAsync("-getProperty:FunctionsPackages", null, "-p:SolutionPath=ArazzoDurable.sln")).Said.Trim().ShouldBe("surface");
    }

    static async Task<(int Code, string Said)> MsBuildAsync(string target, string? packages, params string[] more)
    {
        var start = new ProcessStartInfo(DotNetFolder.Host) { WorkingDirectory = Repository.Root };
        string[] arguments =
        [
            "msbuild", "src/ArazzoDurable.Functions", target.StartsWith('-') ? target : $"-t:{target}", "-p:NoBuild=true", $"-p:Configuration={Configuration}", "-v:q", "-nologo", "-nodeReuse:false",
            .. packages is null ? [] : new[] { $"-p:FunctionsPackages={packages}" }, .. more,
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return await ChildProcess.RunAsync(start);
    }
}
