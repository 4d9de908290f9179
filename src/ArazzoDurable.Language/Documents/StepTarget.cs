namespace ArazzoDurable.Language.Documents;

/// <summary>What a step does: exactly one of four (Arazzo 1.1.0, Step Object).</summary>
/// <param name="Reference">The reference as it is written.</param>
public abstract record StepTarget(Text Reference)
{
    /// <summary>Calls the operation with this id, bare or qualified as <c>$sourceDescriptions.name.id</c>.</summary>
    /// <param name="Reference">The reference as it is written.</param>
    public sealed record OperationId(Text Reference) : StepTarget(Reference);

    /// <summary>Calls the operation that a source reference and a JSON Pointer name.</summary>
    /// <param name="Reference">The reference as it is written.</param>
    public sealed record OperationPath(Text Reference) : StepTarget(Reference);

    /// <summary>Runs a workflow, of this description or of another.</summary>
    /// <param name="Reference">The reference as it is written.</param>
    public sealed record WorkflowId(Text Reference) : StepTarget(Reference);

    /// <summary>Sends to or receives from an AsyncAPI channel (1.1).</summary>
    /// <param name="Reference">The reference as it is written.</param>
    public sealed record ChannelPath(Text Reference) : StepTarget(Reference);
}
