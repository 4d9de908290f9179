using ArazzoDurable.Embedded.Instances;

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

    /// <summary>By an order from outside.</summary>
    public sealed record Terminated(InstanceOrder Order) : GenerationEnd;
}
