using System.Text.Json;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Orchestrations;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Walk;
using Microsoft.DurableTask;

namespace ArazzoDurable.Functions.Durability;

/// <summary>The context of an orchestration on the Durable Task extension.</summary>
/// <param name="context">What the extension hands to the orchestrator function.</param>
sealed class DurableContext(TaskOrchestrationContext context) : IOrchestrationContext
{
    const string LostType = "(unknown)";

    public string InstanceId => context.InstanceId;

    public DateTime CurrentUtcDateTime => context.CurrentUtcDateTime;

    public bool IsReplaying => context.IsReplaying;

    /// <summary>Runs an orchestration on the input of the present generation, and gives its result: of a run for all to read, else for its parent.</summary>
    public static async Task<JsonElement> RunAsync<TInput, TResult>(
        TaskOrchestrationContext context, Func<IOrchestrationContext, TInput, Task<TResult>> orchestration)
    {
        var input = Payload.Read<TInput>(context.GetInput<JsonElement>())
            ?? throw new InvalidOperationException($"The instance '{context.InstanceId}' was started without an input.");
        var result = await orchestration(new DurableContext(context), input);
        return RunKeys.RunOf(context.InstanceId) == context.InstanceId ? Payload.Shown(result) : Payload.Of(result);
    }

    public Task<TResult> CallActivityAsync<TInput, TResult>(string name, TInput input) =>
        ResultAsync<TResult>(context.CallActivityAsync<JsonElement>(name, Payload.Of(input)));

    public Task<TResult> CallSubOrchestratorAsync<TInput, TResult>(string name, TInput input, string instanceId) =>
        ResultAsync<TResult>(context.CallSubOrchestratorAsync<JsonElement>(name, Payload.Of(input), new SubOrchestrationOptions(instanceId: instanceId)));

    public Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken) => context.CreateTimer(fireAt, cancellationToken);

    public async Task<TPayload> WaitForExternalEvent<TPayload>(string eventName) =>
        Payload.Read<TPayload>(await context.WaitForExternalEvent<JsonElement>(eventName))!;

    public void SetCustomStatus<TStatus>(TStatus status) => context.SetCustomStatus(Payload.Shown(status));

    public void ContinueAsNew<TInput>(TInput input) => context.ContinueAsNew(Payload.Of(input));

    public Guid NewGuid() => context.NewGuid();

    static async Task<TResult> ResultAsync<TResult>(Task<JsonElement> task)
    {
        try
        {
            return Payload.Read<TResult>(await task)!;
        }
        catch (TaskFailedException failure)
        {
            throw new TaskFaultedException(failure.TaskName, TypeOf(failure), failure.FailureDetails.ErrorMessage);
        }
    }

    /// <summary>
    /// The type of what an activity or a child failed with. Before 1.3 the extension loses that of an activity's, or takes for it what a message
    /// has before a colon; the step activity has but one, whose message is a name. What is no name may be a secret.
    /// </summary>
    static string TypeOf(TaskFailedException failure) => failure.FailureDetails switch
    {
        { ErrorType: LostType, ErrorMessage: var message } when failure.TaskName == WorkflowOrchestration.StepActivityName && IsName(message) =>
            typeof(StepFaultedException).FullName!,
        { ErrorType: var type } when IsName(type) => type,
        _ => LostType,
    };

    /// <summary>Whether a text may be the full name of a type.</summary>
    static bool IsName(string text) =>
        text.Contains('.', StringComparison.Ordinal) && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '+' or '`');
}
