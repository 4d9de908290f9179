using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Plans;

namespace ArazzoDurable.Cli.Run;

/// <summary>A flow that was checked and can run.</summary>
/// <param name="Bundle">The flow.</param>
/// <param name="Plan">The flow, made ready to walk.</param>
/// <param name="Workflow">The workflow to run.</param>
/// <param name="Bundling">How its documents were found, and what was said of them.</param>
sealed record PreparedFlow(FlowBundle Bundle, FlowPlan Plan, WorkflowPlan Workflow, BundleResult Bundling);
