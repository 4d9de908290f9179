using System.Globalization;
using System.Text.Json;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>Spells values by OpenAPI's styles (OpenAPI 3.2, Style Values; RFC 6570 where the two agree).</summary>
static class StyleWriter
{
    /// <summary>A value as it stands in a path. Empty when there is nothing to write.</summary>
    public static string Path(string name, JsonElement value, ValueFormat format)
    {
        Func<string, string> encode = format.AllowReserved ? PercentEncoding.ReservedInPath : PercentEncoding.Strict;
        return format.Style switch
        {
            ValueStyle.Label => Label(value, format.Explode, encode),
            ValueStyle.Matrix => Matrix(encode(name), value, format.Explode, encode),
            _ => Simple(value, format, encode),
        };
    }

    /// <summary>A value as it stands in a header, not encoded.</summary>
    public static string Header(JsonElement value, ValueFormat format) => Simple(value, format, text => text);

    /// <summary>A value as names and values of a query, a form or cookies, encoded by <paramref name="encode"/>.</summary>
    public static IEnumerable<(string Name, string Value)> Pairs(string name, JsonElement value, ValueFormat format, Func<string, string> encode)
    {
        if (format.Style == ValueStyle.DeepObject)
            return Brackets(name, value, encode, countsAlways: true);
        var delimiter = Delimiter(format.Style, encode);
        return value.ValueKind switch
        {
            JsonValueKind.Array or JsonValueKind.Object when IsEmpty(value) => [],
            JsonValueKind.Array when format.Explode => value.EnumerateArray().Select(item => (encode(name), encode(Text(item)))),
            JsonValueKind.Array => [(encode(name), string.Join(delimiter, Items(value, encode)))],
            JsonValueKind.Object when format.Explode => value.EnumerateObject().Select(member => (encode(member.Name), encode(Text(member.Value)))),
            JsonValueKind.Object => [(encode(name), string.Join(delimiter, Flat(value, encode)))],
            _ => [(encode(name), encode(Text(value)))],
        };
    }

    /// <summary>
    /// A value of any depth as names with brackets: <c>a[b]=1</c>. A list with objects or lists in it counts from 0: <c>a[0][b]=1</c>. A list
    /// of plain values repeats its name, or counts too if <paramref name="countsAlways"/>.
    /// </summary>
    public static IEnumerable<(string Name, string Value)> Brackets(string name, JsonElement value, Func<string, string> encode, bool countsAlways = false) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Brackets($"{name}[{member.Name}]", member.Value, encode, countsAlways)),
        JsonValueKind.Array when countsAlways || value.EnumerateArray().Any(item => item.ValueKind is JsonValueKind.Object or JsonValueKind.Array) =>
            value.EnumerateArray().SelectMany((item, index) => Brackets(string.Create(CultureInfo.InvariantCulture, $"{name}[{index}]"), item, encode, countsAlways)),
        JsonValueKind.Array => value.EnumerateArray().Select(item => (encode(name), encode(Text(item)))),
        _ => [(encode(name), encode(Text(value)))],
    };

    /// <summary>A single value as text: a string as it is, a number with its digits, null as nothing, a structure as JSON.</summary>
    public static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => "",
        _ => value.GetRawText(),
    };

    static string Simple(JsonElement value, ValueFormat format, Func<string, string> encode) => value.ValueKind switch
    {
        JsonValueKind.Array => string.Join(Delimiter(format.Style, encode), Items(value, encode)),
        JsonValueKind.Object => string.Join(',', format.Explode ? Members(value, encode) : Flat(value, encode)),
        _ => encode(Text(value)),
    };

    static string Delimiter(ValueStyle style, Func<string, string> encode) => style switch
    {
        ValueStyle.SpaceDelimited => encode(" "),
        ValueStyle.PipeDelimited => encode("|"),
        ValueStyle.TabDelimited => encode("\t"),
        _ => ",",
    };

    static string Label(JsonElement value, bool explode, Func<string, string> encode) => value.ValueKind switch
    {
        JsonValueKind.Array or JsonValueKind.Object when IsEmpty(value) => "",
        JsonValueKind.Array => "." + string.Join(explode ? '.' : ',', Items(value, encode)),
        JsonValueKind.Object => "." + (explode ? string.Join('.', Members(value, encode)) : string.Join(',', Flat(value, encode))),
        _ => "." + encode(Text(value)),
    };

    static string Matrix(string name, JsonElement value, bool explode, Func<string, string> encode) => value.ValueKind switch
    {
        JsonValueKind.Array or JsonValueKind.Object when IsEmpty(value) => "",
        JsonValueKind.Array when explode => string.Concat(Items(value, encode).Select(item => Named(name, item))),
        JsonValueKind.Array => Named(name, string.Join(',', Items(value, encode))),
        JsonValueKind.Object when explode => string.Concat(value.EnumerateObject().Select(member => Named(encode(member.Name), encode(Text(member.Value))))),
        JsonValueKind.Object => Named(name, string.Join(',', Flat(value, encode))),
        _ => Named(name, encode(Text(value))),
    };

    static string Named(string name, string value) => value.Length > 0 ? $";{name}={value}" : $";{name}";

    static IEnumerable<string> Items(JsonElement array, Func<string, string> encode) => array.EnumerateArray().Select(item => encode(Text(item)));

    static IEnumerable<string> Members(JsonElement value, Func<string, string> encode) =>
        value.EnumerateObject().Select(member => $"{encode(member.Name)}={encode(Text(member.Value))}");

    static IEnumerable<string> Flat(JsonElement value, Func<string, string> encode) =>
        value.EnumerateObject().SelectMany(member => new[] { encode(member.Name), encode(Text(member.Value)) });

    /// <summary>Whether it is a list or an object with nothing in it.</summary>
    public static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => value.GetPropertyCount() == 0,
        _ => false,
    };
}
