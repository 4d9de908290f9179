using System.Text.Json;

namespace ArazzoDurable.Functions.Tests.Infrastructure;

/// <summary>The files at the repository's root that are deployed with the app.</summary>
static class DeploymentFile
{
    public static JsonElement Json(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "deployment", name)), new JsonDocumentOptions { AllowDuplicateProperties = false });
        return document.RootElement.Clone();
    }
}
