namespace ArazzoDurable.Functions.Tests.Replay;

/// <summary>Where .NET is that runs the tests.</summary>
static class DotNetFolder
{
    /// <summary>The folder of the runtime's assemblies.</summary>
    public static string Runtime { get; } = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    public static string Root { get; } = Path.GetFullPath(Path.Combine(Runtime, "..", "..", ".."));

    /// <summary>The program that runs assemblies.</summary>
    public static string Host { get; } = Path.Combine(Root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");

    /// <summary>The newest compiler there is.</summary>
    public static string Compiler { get; } = Directory.EnumerateDirectories(Path.Combine(Root, "sdk"))
        .Select(sdk => Path.Combine(sdk, "Roslyn", "bincore", "csc.dll")).Where(File.Exists)
        .OrderBy(File.GetLastWriteTimeUtc).Last();
}
