namespace ArazzoDurable.Runtime.Graphs;

/// <summary>When the way that an edge of a <see cref="WorkflowGraph"/> stands for is taken.</summary>
public enum GraphEdgeKind
{
    /// <summary>After a success.</summary>
    OnSuccess,

    /// <summary>After a failure.</summary>
    OnFailure,

    /// <summary>To come back: another workflow runs and returns.</summary>
    Call,
}
