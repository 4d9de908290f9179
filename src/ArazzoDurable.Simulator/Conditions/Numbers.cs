using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ArazzoDurable.Simulator.Conditions;

/// <summary>Reads numbers of conditions and bodies.</summary>
static class Numbers
{
    /// <summary>The number that a text spells; null when it spells none.</summary>
    internal static decimal? Read(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>The number that a value is, or whose text it is; null when it is none.</summary>
    internal static decimal? Of(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.Number => Read(node.ToJsonString()),
        JsonValueKind.String => Read(node.GetValue<string>()),
        _ => null,
    };
}
