using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Http.Tests.Crashes;

/// <summary>What the owner of a run does with it; begun anew after a crash, it comes to the same.</summary>
abstract class CrashDrive
{
    public static IReadOnlyDictionary<string, Func<CrashDrive>> All { get; } = new Dictionary<string, Func<CrashDrive>>
    {
        ["walk"] = () => new Walk(),
        ["resume"] = () => new Walk { CarriesOnOneRun = true },
        ["hold"] = () => new Hold(),
        ["cancel"] = () => new Cancel(),
        ["rerun"] = () => new Rerun(),
        ["delete"] = () => new Delete(),
    };

    /// <summary>The call that fails the first time; null: none.</summary>
    public virtual string? FailsFirst => null;

    /// <summary>Whether the run alone is carried on after a crash, and not all that is left in the folder.</summary>
    public bool CarriesOnOneRun { get; init; }

    /// <summary>How the run stands at its end; null when it is gone.</summary>
    public abstract Task<RunStatus?> RunAsync(CrashBench bench);

    sealed class Walk : CrashDrive
    {
        public override async Task<RunStatus?> RunAsync(CrashBench bench) => Succeeded(await bench.EndAsync((await bench.SubmitAsync()).RunId));
    }

    sealed class Hold : CrashDrive
    {
        public override async Task<RunStatus?> RunAsync(CrashBench bench)
        {
            var runId = (await bench.SubmitAsync()).RunId;
            await bench.Runs.CommandAsync(runId, RunCommand.Suspend, default);
            // It is refused if the run has ended with its calls in flight.
            await bench.Runs.CommandAsync(runId, RunCommand.Resume, default);
            return Succeeded(await bench.EndAsync(runId));
        }
    }

    sealed class Cancel : CrashDrive
    {
        public override async Task<RunStatus?> RunAsync(CrashBench bench)
        {
            var runId = (await bench.SubmitAsync()).RunId;
            await bench.Api.Called;
            await bench.Runs.CommandAsync(runId, RunCommand.Cancel, default);
            var ended = await bench.EndAsync(runId);
            // The run may have ended before the word came.
            if (ended.Status is not RunState.Cancelled)
                return Succeeded(ended);
            ended.Results!.Value.Select(result => result.Status).ShouldBeSubsetOf([ItemOutcome.Success, ItemOutcome.Cancelled]);
            return ended;
        }
    }

    sealed class Rerun : CrashDrive
    {
        public override string FailsFirst => "/1/confirm";

        public override async Task<RunStatus?> RunAsync(CrashBench bench)
        {
            var ended = await bench.EndAsync((await bench.SubmitAsync()).RunId);
            if (ended.Status is RunState.Failed)
            {
                (await bench.Runs.CommandAsync(ended.RunId, RunCommand.Rerun, default)).ShouldBeOfType<CommandOutcome.Accepted>();
                ended = await bench.EndAsync(ended.RunId);
            }
            (await bench.Records.GetAsync(ended.RunId, default)).Generation.ShouldBe(1);
            return Succeeded(ended);
        }
    }

    sealed class Delete : CrashDrive
    {
        string? deleted;

        public override async Task<RunStatus?> RunAsync(CrashBench bench)
        {
            if (deleted is null)
            {
                var ended = Succeeded(await bench.EndAsync((await bench.SubmitAsync()).RunId));
                await bench.SettleAsync(ended.RunId);
                deleted = ended.RunId;
            }
            await bench.Runs.CommandAsync(deleted, RunCommand.Delete, default);
            await bench.SettleAsync(deleted);
            (await bench.Runs.GetAsync(deleted, false, false, default)).ShouldBeNull();
            return null;
        }
    }

    static RunStatus Succeeded(RunStatus ended)
    {
        ended.Status.ShouldBe(RunState.Success, ended.Results?.FirstOrDefault(result => result.Status is not ItemOutcome.Success)?.Result.Error?.Message);
        ended.Results!.Value.Select(result => result.Result.Value!.Value.GetProperty("path").GetString())
            .ShouldBe(Enumerable.Range(0, CrashBench.Items).Select(item => $"/{item}/confirm"));
        return ended;
    }
}
