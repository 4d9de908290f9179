using System.Text.Json;
using ArazzoDurable.Runtime.Flows;

namespace ArazzoDurable.Http.Flows;

/// <summary>A flow in a listing.</summary>
/// <param name="FlowId">Its id.</param>
/// <param name="FlowName">The title of its description; absent when it has none.</param>
/// <param name="FlowLabel">The version of its description; absent when it has none.</param>
/// <param name="Damaged">True when what is stored is not what the id names; else absent.</param>
sealed record FlowSummary(string FlowId, string? FlowName = null, string? FlowLabel = null, bool? Damaged = null)
{
    public static FlowSummary Of(FlowBundle bundle) => new(bundle.Id.ToString(), Info(bundle, "title"), Info(bundle, "version"));

    static string? Info(FlowBundle bundle, string member) =>
        bundle.Description.TryGetProperty("info", out var info) && info.ValueKind is JsonValueKind.Object
        && info.TryGetProperty(member, out var value) && value.ValueKind is JsonValueKind.String
            ? value.GetString()
            : null;
}
