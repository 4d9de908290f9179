namespace ArazzoDurable.Embedded.Execution;

/// <summary>How a generation ended.</summary>
abstract record GenerationEnd
{
    GenerationEnd()
    {
    }

    public sealed record Completed(byte[] Output) : GenerationEnd;

    public sealed record ContinuedAsNew(byte[] Input) : GenerationEnd;

    public sealed record Failed(Failure Failure) : GenerationEnd;
}
