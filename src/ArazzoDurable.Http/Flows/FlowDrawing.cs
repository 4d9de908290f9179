using System.Collections.Immutable;
using System.Text;
using ArazzoDurable.Http.Problems;
using ArazzoDurable.Http.Requests;
using ArazzoDurable.Runtime.Graphs;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Http.Flows;

/// <summary>Draws flows as Mermaid flowcharts.</summary>
sealed class FlowDrawing(FlowPlans plans)
{
    const string MermaidType = "text/vnd.mermaid; charset=utf-8";

    public async Task<ApiResponse> DrawAsync(ApiRequest request, ImmutableDictionary<string, string> values, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var workflowId = new QueryFields(request.Url, errors).Text("workflowId");
        if (errors.Refusal is { } refusal)
            return refusal;
        if (await plans.GetAsync(values["flowId"], RunOptions.Default, cancellationToken) is not { } plan)
            return Refusals.Of(FlowRoutes.Unknown(values["flowId"]));
        if (workflowId is not null && plan.Workflows.All(workflow => workflow.WorkflowId != workflowId))
            return Refusals.NotFound(SubmitCodes.UnknownWorkflow, $"The flow has no workflow '{workflowId}'; it has {string.Join(", ", plan.Workflows.Select(one => $"'{one.WorkflowId}'"))}.");
        return new ApiResponse(200) { ContentType = MermaidType, Body = Encoding.UTF8.GetBytes(WorkflowGraph.ToMermaid(plan, workflowId)) };
    }
}
