namespace ArazzoDurable.Runtime.Operations;

/// <summary>What came of building a request: an <see cref="HttpCall"/> or a <see cref="RequestProblem"/>.</summary>
public abstract record BuiltRequest
{
    private protected BuiltRequest()
    {
    }
}
