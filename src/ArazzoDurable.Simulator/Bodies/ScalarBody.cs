using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ArazzoDurable.Simulator.Bodies;

/// <summary>Makes the strings and numbers of a body.</summary>
static class ScalarBody
{
    const int MaxPadding = 10_000;

    /// <summary>A string of the schema's format, as long as it asks for.</summary>
    internal static JsonValue String(SchemaView view)
    {
        var text = new StringBuilder(Formatted(view["format"] is { ValueKind: JsonValueKind.String } format ? format.GetString() : null));
        var shortest = Math.Min(Length(view["minLength"]) ?? 0, MaxPadding);
        while (text.Length < shortest)
            text.Append('x');
        var longest = Length(view["maxLength"]) ?? text.Length;
        if (view["pattern"] is { ValueKind: JsonValueKind.String } pattern && Patterned(pattern.GetString()!, shortest, Length(view["maxLength"])) is { } fitting)
            return JsonValue.Create(fitting);
        return JsonValue.Create(text.ToString(0, Math.Min(text.Length, longest)));
    }

    /// <summary>The smallest number that the schema names, or else 1, or else the largest it allows; rounded up to a multiple and to a whole number where it must be.</summary>
    internal static JsonValue Number(SchemaView view, bool whole)
    {
        var step = Bound(view["multipleOf"]) is { } multiple && multiple > 0 ? multiple : whole ? 1 : 0;
        var value = Math.Min(Lowest(view, step) ?? 1, Highest(view, step) ?? decimal.MaxValue);
        if (whole)
            value = Math.Ceiling(value);
        if (step > 0 && value % step is var rest && rest != 0)
            value += rest < 0 ? -rest : step - rest;
        return JsonValue.Create(value);
    }

    static string? Patterned(string pattern, int shortest, int? longest) =>
        PatternSample.Make(pattern) is { } sample && sample.Length >= shortest && sample.Length <= (longest ?? MaxPadding) ? sample : null;

    static string Formatted(string? format) => format switch
    {
        "uuid" => "00000000-0000-4000-8000-000000000001",
        "date-time" => "2025-01-01T00:00:00Z",
        "date" => "2025-01-01",
        "time" => "00:00:00Z",
        "duration" => "PT1S",
        "uri" or "url" or "iri" => "https://example.com/",
        "uri-reference" or "iri-reference" or "json-pointer" => "/example",
        "uri-template" => "https://example.com/{id}",
        "email" or "idn-email" => "user@example.com",
        "hostname" or "idn-hostname" => "example.com",
        "ipv4" => "192.0.2.1",
        "ipv6" => "2001:db8::1",
        "byte" => "c2FtcGxl",
        "regex" => ".*",
        _ => "string",
    };

    // OpenAPI 3.0 has exclusiveMinimum as a flag beside minimum, 3.1 as a number of its own.
    static decimal? Lowest(SchemaView view, decimal step) =>
        Bound(view["exclusiveMinimum"]) is { } above ? above + Beyond(step)
        : Bound(view["minimum"]) is { } minimum ? view["exclusiveMinimum"] is { ValueKind: JsonValueKind.True } ? minimum + Beyond(step) : minimum
        : null;

    static decimal? Highest(SchemaView view, decimal step) =>
        Bound(view["exclusiveMaximum"]) is { } below ? below - Beyond(step)
        : Bound(view["maximum"]) is { } maximum ? view["exclusiveMaximum"] is { ValueKind: JsonValueKind.True } ? maximum - Beyond(step) : maximum
        : null;

    static decimal Beyond(decimal step) => step > 0 ? step : 0.5m;

    static decimal? Bound(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Number } number && number.TryGetDecimal(out var bound) && Math.Abs(bound) < 1e18m ? bound : null;

    static int? Length(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var length) ? Math.Max(0, length) : null;
}
