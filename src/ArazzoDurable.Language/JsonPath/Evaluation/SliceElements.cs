using System.Text.Json;

namespace ArazzoDurable.Language.JsonPath.Evaluation;

/// <summary>Elements of an array at a regular distance (RFC 9535, 2.3.4.2.2). They are enumerated, because an index into an array costs a scan.</summary>
static class SliceElements
{
    public static IEnumerable<JsonElement> Of(JsonElement array, Selector.Slice slice) => slice.Step switch
    {
        > 0 => Forwards(array, slice),
        < 0 => Backwards(array, slice),
        _ => [],
    };

    static IEnumerable<JsonElement> Forwards(JsonElement array, Selector.Slice slice)
    {
        var length = array.GetArrayLength();
        var lower = Math.Clamp(FromFront(slice.Start ?? 0, length), 0, length);
        var upper = Math.Clamp(FromFront(slice.End ?? length, length), 0, length);
        if (lower >= upper)
            yield break;
        long index = 0;
        var next = lower;
        foreach (var element in array.EnumerateArray())
        {
            if (index++ != next)
                continue;
            yield return element;
            next += slice.Step;
            if (next >= upper)
                yield break;
        }
    }

    static IEnumerable<JsonElement> Backwards(JsonElement array, Selector.Slice slice)
    {
        var length = array.GetArrayLength();
        var upper = Math.Clamp(FromFront(slice.Start ?? length - 1, length), -1, length - 1);
        var lower = Math.Clamp(slice.End is { } end ? FromFront(end, length) : -1, -1, length - 1);
        if (upper <= lower)
            yield break;
        JsonElement[] elements = [.. array.EnumerateArray()];
        for (var index = upper; index > lower; index += slice.Step)
            yield return elements[index];
    }

    static long FromFront(long index, int length) => index >= 0 ? index : length + index;
}
