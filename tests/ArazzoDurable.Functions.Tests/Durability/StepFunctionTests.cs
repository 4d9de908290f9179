using ArazzoDurable.Functions.TestHub;
using ArazzoDurable.Functions.Tests.Replay;
using ArazzoDurable.Runtime.Orchestrations;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Walk;
using Microsoft.Extensions.DependencyInjection;

namespace ArazzoDurable.Functions.Tests.Durability;

/// <summary>The step activity as a function: the extension keeps no more of its failure than the message.</summary>
public sealed class StepFunctionTests
{
    [Fact]
    public async Task Failure_before_the_engine_is_asked_has_a_name_for_its_message()
    {
        await using var app = await FunctionsApp.StartAsync();
        var functions = new ActivityFunctions(app.Services.GetRequiredService<RunEngine>());

        var fault = await Should.ThrowAsync<StepFaultedException>(() => functions.RunAsync(WorkflowOrchestration.StepActivityName, "\"s3cret\""));

        fault.Message.ShouldBe("System.Text.Json.JsonException");
    }
}
