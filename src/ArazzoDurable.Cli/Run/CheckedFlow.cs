using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Plans;

namespace ArazzoDurable.Cli.Run;

/// <summary>A flow that was checked as a whole.</summary>
/// <param name="Bundle">The flow.</param>
/// <param name="Plan">The flow, made ready to walk.</param>
/// <param name="Bundling">How its documents were found, and what was said of them.</param>
sealed record CheckedFlow(FlowBundle Bundle, FlowPlan Plan, BundleResult Bundling);
