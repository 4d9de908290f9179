namespace ArazzoDurable.Functions.Tests.Infrastructure;

/// <summary><c>docs/deploy.md</c>.</summary>
static class DeployPage
{
    public static string Text { get; } = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "deploy.md"));
}
