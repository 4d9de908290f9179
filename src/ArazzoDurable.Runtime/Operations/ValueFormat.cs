using ArazzoDurable.Language.Documents;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>How a value is spelled.</summary>
/// <param name="Style">How lists and objects are spelled.</param>
/// <param name="Explode">Whether each element and member stands on its own.</param>
/// <param name="AllowReserved">Whether the reserved characters of RFC 3986 stay as they are, where that is harmless.</param>
public readonly record struct ValueFormat(ValueStyle Style, bool Explode, bool AllowReserved = false)
{
    /// <summary>The format that holds where a document does not say: form for queries and cookies, simple for paths and headers.</summary>
    public static ValueFormat DefaultOf(ParameterPlace place) => place is ParameterPlace.Path or ParameterPlace.Header
        ? new ValueFormat(ValueStyle.Simple, Explode: false)
        : new ValueFormat(ValueStyle.Form, Explode: true);
}
