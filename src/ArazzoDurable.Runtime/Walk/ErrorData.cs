using System.Text.Json;
using System.Text.Json.Nodes;

namespace ArazzoDurable.Runtime.Walk;

/// <summary>The facts that an item's error carries for programs.</summary>
static class ErrorData
{
    /// <summary>The step, and the status of its response where there was one.</summary>
    public static JsonElement Of(string stepId, int? statusCode)
    {
        var data = new JsonObject { ["stepId"] = stepId };
        if (statusCode is { } status)
            data["statusCode"] = status;
        return JsonValues.Element(data);
    }
}
