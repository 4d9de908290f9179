using System.Buffers.Text;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using ArazzoDurable.Language.Numbers;

namespace ArazzoDurable.Language.JsonPath.Evaluation;

/// <summary>What a comparable comes to: a value of the document or the query, a number that a function counted, or nothing.</summary>
readonly struct Operand
{
    readonly JsonElement? element;
    readonly int? count;

    Operand(JsonElement? element, int? count)
    {
        this.element = element;
        this.count = count;
    }

    public static Operand Nothing => default;

    public bool IsNothing => element is null && count is null;

    /// <summary>The value; null for nothing and for a counted number.</summary>
    public JsonElement? Element => element;

    public static Operand Of(JsonElement? element) => new(element, null);

    public static Operand Of(int count) => new(null, count);

    /// <summary>Compares two numbers, and two strings; null for any other pair, which has no order.</summary>
    public static int? Order(Operand left, Operand right) => (left.Kind, right.Kind) switch
    {
        (JsonValueKind.Number, JsonValueKind.Number) when left.Integer is { } x && right.Integer is { } y => x.CompareTo(y),
        (JsonValueKind.Number, JsonValueKind.Number) => left.Number.CompareTo(right.Number),
        (JsonValueKind.String, JsonValueKind.String) => JsonText.Compare(left.element!.Value, right.element!.Value),
        _ => null,
    };

    JsonValueKind Kind => count is null ? element?.ValueKind ?? JsonValueKind.Undefined : JsonValueKind.Number;

    /// <summary>The number, when it is written as an integer of ordinary size; most are, and these cost no allocation.</summary>
    long? Integer
    {
        get
        {
            if (count is { } counted)
                return counted;
            var text = JsonMarshal.GetRawUtf8Value(element!.Value);
            return Utf8Parser.TryParse(text, out long value, out var read) && read == text.Length ? value : null;
        }
    }

    ExactNumber Number => count is { } counted
        ? ExactNumber.Parse(counted.ToString(CultureInfo.InvariantCulture))!.Value
        : ExactNumber.Of(element!.Value);
}
