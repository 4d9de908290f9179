namespace ArazzoDurable.Runtime.Tests.Walk;

/// <summary>All cases of <c>cases/**/*.yaml</c>.</summary>
static class WalkCases
{
    static readonly Lazy<Dictionary<string, WalkCase>> Read = new(() => Directory
        .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Walk", "cases"), "*.yaml", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .SelectMany(WalkCase.ReadFile)
        .ToDictionary(each => each.Name, StringComparer.Ordinal));

    public static IReadOnlyCollection<WalkCase> All => Read.Value.Values;

    public static WalkCase Named(string name) => Read.Value[name];
}
