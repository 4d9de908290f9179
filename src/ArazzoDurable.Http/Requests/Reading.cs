namespace ArazzoDurable.Http.Requests;

/// <summary>What came of reading a part of a request.</summary>
abstract record Reading<T>
{
    /// <summary>It is this.</summary>
    /// <param name="Value">What was read.</param>
    public sealed record Done(T Value) : Reading<T>;

    /// <summary>It cannot be read.</summary>
    /// <param name="Response">The answer that says why.</param>
    public sealed record Refused(ApiResponse Response) : Reading<T>;
}
