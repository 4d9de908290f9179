using System.Text.Json;

namespace ArazzoDurable.Http.Requests;

/// <summary>Measures how deep lists and objects are nested in a value that was parsed within a limit.</summary>
static class JsonNesting
{
    /// <summary>0 for a scalar, 1 for a list of scalars, and so on.</summary>
    public static int Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => 1 + value.EnumerateObject().Select(member => Of(member.Value)).DefaultIfEmpty().Max(),
        JsonValueKind.Array => 1 + value.EnumerateArray().Select(Of).DefaultIfEmpty().Max(),
        _ => 0,
    };
}
