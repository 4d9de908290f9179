using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace ArazzoDurable.Language.JsonPath.Evaluation;

/// <summary>What a comparable comes to: a value of the document or the query, a number that a function counted, or nothing.</summary>
readonly struct Operand
{
    /// <summary>The room that any <see cref="int"/> needs in digits.</summary>
    const int CountRoom = 11;

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
        (JsonValueKind.Number, JsonValueKind.Number) =>
            JsonNumber.Compare(left.Digits(stackalloc byte[CountRoom]), right.Digits(stackalloc byte[CountRoom])),
        (JsonValueKind.String, JsonValueKind.String) => JsonText.Compare(left.element!.Value, right.element!.Value),
        _ => null,
    };

    JsonValueKind Kind => count is null ? element?.ValueKind ?? JsonValueKind.Undefined : JsonValueKind.Number;

    ReadOnlySpan<byte> Digits(Span<byte> room)
    {
        if (count is not { } number)
            return JsonMarshal.GetRawUtf8Value(element!.Value);
        Utf8Formatter.TryFormat(number, room, out var written);
        return room[..written];
    }
}
