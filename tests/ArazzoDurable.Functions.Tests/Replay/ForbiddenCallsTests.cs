using System.Diagnostics;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ArazzoDurable.Runtime.Tests;

namespace ArazzoDurable.Functions.Tests.Replay;

/// <summary>What no replayed code may call fails the build, where it stands: the compiler, the analyzer, the list and the rules are those of the build.</summary>
public sealed partial class ForbiddenCallsTests
{
    static readonly string List = Path.Combine(Repository.Root, "eng", "BannedSymbols.Orchestrations.txt");

    static readonly string[] Forbidden =
    [
        "_ = DateTime.UtcNow;",
        "_ = Guid.NewGuid();",
        "_ = Task.Delay(5);",
        "_ = Task.Delay(TimeSpan.Zero, TimeProvider.System);",
        "_ = Environment.GetEnvironmentVariable(\"A\");",
        "_ = new Random();",
        "_ = new Dictionary<string, int>();",
        "_ = new HashSet<string>();",
        "_ = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();",
        "_ = Task.Run(() => 1);",
        "_ = Task.Factory.StartNew(() => { });",
        "_ = Task.CompletedTask.ContinueWith(_ => { });",
        "_ = Task.WhenAny(new List<Task> { Task.CompletedTask });",
        "_ = Task.WhenAny([Task.FromResult(1)]);",
        "_ = Task.CompletedTask.WaitAsync(TimeSpan.Zero);",
        "System.Threading.Thread.Sleep(1);",
        "_ = System.Globalization.CultureInfo.CurrentCulture;",
        "_ = TimeZoneInfo.Local;",
        "_ = System.IO.Path.GetTempPath();",
        "_ = \"text\".GetHashCode();",
        "System.Threading.Tasks.Parallel.For(0, 1, _ => { });",
        "_ = new System.Threading.CancellationTokenSource(5);",
        "Console.WriteLine();",
    ];

    [Fact]
    public void Every_forbidden_symbol_is_real()
    {
        var symbols = File.ReadAllLines(List).Select(line => line.Split(';')[0]).ToList();
        symbols.Count.ShouldBeGreaterThan(60);
        symbols.ShouldBeUnique();
        symbols.Where(symbol => !DocumentationId.IsReal(symbol)).ShouldBeEmpty();
    }

    [Fact]
    public void Misspelt_symbol_is_not_real()
    {
        DocumentationId.IsReal("M:System.Guid.NewGuidd").ShouldBeFalse();
        DocumentationId.IsReal("M:System.Threading.Tasks.Task.Delay(System.Int64)").ShouldBeFalse();
        DocumentationId.IsReal("T:System.IO.Files").ShouldBeFalse();
    }

    [Fact]
    public async Task Every_forbidden_call_is_an_error_in_replayed_code_and_nowhere_else()
    {
        var folder = Directory.CreateTempSubdirectory("arazzo-forbidden-");
        try
        {
            File.Copy(Path.Combine(Repository.Root, ".editorconfig"), Path.Combine(folder.FullName, ".editorconfig"));
            string[] replayed =
            [
                Write(folder, "src/ArazzoDurable.Functions/Orchestrators/Forbidden.cs"),
                Write(folder, "src/ArazzoDurable.Functions/Durability/DurableContext.cs"),
                Write(folder, "src/ArazzoDurable.Functions/Durability/Payload.cs"),
                Write(folder, "src/ArazzoDurable.Runtime/Orchestrations/Forbidden.cs"),
            ];
            string[] others = [Write(folder, "src/ArazzoDurable.Functions/Activities/Allowed.cs"), Write(folder, "src/ArazzoDurable.Functions/Durability/Allowed.cs")];
            var said = await CompileAsync(folder.FullName, [.. replayed, .. others]);
            var refused = Errors().Matches(said).Select(match => (File: match.Groups["file"].Value, Line: int.Parse(match.Groups["line"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture))).ToHashSet();
            foreach (var file in replayed)
            {
                for (var line = 1; line <= Forbidden.Length; line++)
                    refused.ShouldContain((file, line), $"{Forbidden[line - 1]}\n{said}");
            }
            refused.Select(error => error.File).Intersect(others).ShouldBeEmpty();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("ArazzoDurable.Functions")]
    [InlineData("ArazzoDurable.Runtime")]
    public void Project_with_replayed_code_names_the_analyzer_and_the_list(string project)
    {
        var file = XDocument.Load(Path.Combine(Repository.Root, "src", project, $"{project}.csproj"));

        file.Descendants("PackageReference").Select(reference => reference.Attribute("Include")?.Value).ShouldContain("Microsoft.CodeAnalysis.BannedApiAnalyzers");
        file.Descendants("AdditionalFiles").Select(list => list.Attribute("Include")?.Value).ShouldContain("$(RepositoryRoot)eng/BannedSymbols.Orchestrations.txt");
    }

    [Theory]
    [InlineData("Functions/Durability/DurableContext.cs")]
    [InlineData("Functions/Durability/Payload.cs")]
    [InlineData("Functions/Orchestrators")]
    [InlineData("Runtime/Orchestrations")]
    public void Replayed_code_is_where_the_rules_say_that_it_is(string path) =>
        Path.Exists(Path.Combine(Repository.Root, "src", $"ArazzoDurable.{path}")).ShouldBeTrue();

    /// <summary>Writes a file in which each line but the last one makes a forbidden call.</summary>
    static string Write(DirectoryInfo folder, string path)
    {
        var file = Path.Combine([folder.FullName, .. path.Split('/')]);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var name = Path.GetFileNameWithoutExtension(path) + Path.GetFileName(Path.GetDirectoryName(path)) + path.Length;
        File.WriteAllText(file, $"using System; using System.Collections.Generic; using System.Threading.Tasks; static class {name} {{ static void Run() {{ {string.Join('\n', Forbidden)}\n}} }}\n");
        return file;
    }

    static async Task<string> CompileAsync(string folder, string[] files)
    {
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } named
            ? named
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var analyzers = Directory.EnumerateFiles(Path.Combine(packages, "microsoft.codeanalysis.bannedapianalyzers"), "*CSharp.BannedApiAnalyzers.dll", SearchOption.AllDirectories).ToList();
        analyzers.ShouldNotBeEmpty();
        string[] arguments =
        [
            DotNetFolder.Compiler, "-nologo", "-noconfig", "-target:library", "-langversion:latest", $"-out:{Path.Combine(folder, "out.dll")}",
            $"-additionalfile:{List}", $"-analyzerconfig:{Path.Combine(folder, ".editorconfig")}",
            .. analyzers.TakeLast(1).SelectMany(file => Directory.EnumerateFiles(Path.GetDirectoryName(file)!, "*.dll")).Select(file => $"-analyzer:{file}"),
            .. Directory.EnumerateFiles(DotNetFolder.Runtime, "System*.dll").Where(file => !file.Contains(".Native", StringComparison.Ordinal)).Select(file => $"-reference:{file}"),
            .. files,
        ];
        return (await ChildProcess.RunAsync(new ProcessStartInfo(DotNetFolder.Host, arguments))).Said;
    }

    [GeneratedRegex(@"^(?<file>[^(\n]+)\((?<line>\d+),\d+\): error RS0030", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Errors();
}
