using System.CommandLine;
using ArazzoDurable.Cli.Examples;
using ArazzoDurable.Client;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Cli.Remote.Control;

/// <summary>A command that has something done with runs on a server: <c>cancel</c>, <c>suspend</c>, <c>rerun</c>, <c>purge</c>.</summary>
sealed class ControlCommand
{
    const string Example = "fe5e0534-8dd7-875d-824e-a92f63422ffd";

    readonly Argument<string[]> runIds = new("RUNID") { Arity = ArgumentArity.OneOrMore, Description = "The runs." };
    readonly RemoteOptions remote = new();
    readonly string name;
    readonly string description;
    readonly string notes;
    readonly Func<ArazzoClient, string, CancellationToken, Task<RunStatus?>> order;

    ControlCommand(string name, string description, string notes, Func<ArazzoClient, string, CancellationToken, Task<RunStatus?>> order)
    {
        (this.name, this.description, this.notes, this.order) = (name, description, notes, order);
    }

    /// <summary>Makes the commands.</summary>
    public static IEnumerable<Command> CreateAll(CommandIo io)
    {
        yield return new ControlCommand(
            "cancel", "Cancels runs on a server.",
            "A cancelled run makes no more calls; calls in flight are waited for, so that the answer may still say running. Cancelling it again changes nothing; 'arazzo rerun' begins it again.",
            async (client, runId, cancelled) => await client.CancelRunAsync(runId, cancelled)).Create(io);
        yield return new ControlCommand(
            "suspend", "Suspends runs on a server.",
            "A suspended run makes no calls until 'arazzo resume RUNID --url URL', however long that takes; calls in flight end. Suspending it again changes nothing.",
            async (client, runId, cancelled) => await client.SuspendRunAsync(runId, cancelled)).Create(io);
        yield return new ControlCommand(
            "rerun", "Has the failed and cancelled items of runs on a server walked again.",
            "Each goes on from the step that failed, with the outputs of the steps before. Items that succeeded stay as they are. The run must have ended, and one item at least not with success.",
            async (client, runId, cancelled) => await client.RerunAsync(runId, cancelled)).Create(io);
        yield return new ControlCommand(
            "purge", "Removes runs that have ended from a server.",
            "All that is kept of a run is removed: inputs, results, events. It is unknown at once; what is stored goes in the background. The flow stays.",
            async (client, runId, cancelled) =>
            {
                await client.PurgeRunAsync(runId, cancelled);
                return null;
            }).Create(io);
    }

    Command Create(CommandIo io)
    {
        var command = new Command(name, description) { runIds };
        remote.AddTo(command);
        ExampleHelp.AddWithNotes(
            command,
            $"{notes}\n\nEach run is told with its status in a line; with --json, a line of JSON for each. A refusal does not stop the others.\n\nExit codes: 0 done, 2 usage, no such run, or refused for at least one run, 130 interrupted.",
            $"arazzo {name} {Example}",
            $"arazzo {name} {Example} --url https://runs.example.com --json");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var runs = parsed.GetRequiredValue(runIds).Select(RunIds.Checked).Distinct(StringComparer.Ordinal).ToList();
            using var server = remote.Open(parsed, io);
            return await new ControlExecution(io, server, order, parsed.GetValue(remote.Json)).ExecuteAsync(runs, cancellationToken);
        });
        return command;
    }
}
