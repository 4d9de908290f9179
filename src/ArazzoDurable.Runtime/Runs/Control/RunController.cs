using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Runs.Control;

/// <summary>Carries out the commands of the owners of runs, by the table of <see cref="CommandRules"/>.</summary>
/// <param name="services">What walks are made with.</param>
/// <param name="instances">The host's instances.</param>
/// <param name="reader">Tells how runs stand.</param>
/// <param name="rerunner">Starts ended runs again.</param>
sealed class RunController(WalkServices services, IInstances instances, RunReader reader, Rerunner rerunner)
{
    /// <summary>How many purges that have ended a command removes before it starts another.</summary>
    const int ClearedPerDelete = 16;

    readonly ControlNews news = new(services, instances);
    readonly RunPurges purges = new(instances);
    readonly CommandMarks marks = new(services);

    /// <summary>Carries out a command. When this returns, it is durable, and no call passes the gate that it closed.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="command">The command.</param>
    /// <param name="cancellationToken">Gives up before the command, or the wait for the end of a cancelled run; never in between.</param>
    public async Task<CommandOutcome> CommandAsync(string runId, RunCommand command, CancellationToken cancellationToken) => command switch
    {
        RunCommand.Cancel => await ControlAsync(runId, command, record => record.Cancel(services.Time.GetUtcNow()), EndedAsync, cancellationToken),
        RunCommand.Suspend => await ControlAsync(runId, command, record => record.Suspend(), StatusAsync, cancellationToken),
        RunCommand.Resume => await ControlAsync(runId, command, record => record.Resume(), StatusAsync, cancellationToken),
        RunCommand.Rerun => await rerunner.RerunAsync(runId, cancellationToken),
        RunCommand.Delete => await DeleteAndClearAsync(runId, cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(command)),
    };

    async Task<CommandOutcome> ControlAsync(
        string runId, RunCommand command, Func<RunRecord, RunRecord> transition, Func<string, CancellationToken, Task<RunStatus?>> answer, CancellationToken cancellationToken)
    {
        if (await ApplyAsync(runId, command, transition, cancellationToken) is not var (verdict, record, mark))
            return new CommandOutcome.UnknownRun();
        if (verdict is Verdict.Conflict)
            return Refused(command, record);
        // Also when there is nothing to change: the one who changed it may not have come so far, or never.
        if (verdict is Verdict.Change || !record.IsEnded)
        {
            await services.Gate.ClearAsync(runId);
            await news.TellAsync(record, CancellationToken.None);
        }
        try
        {
            return new CommandOutcome.Accepted(await answer(runId, cancellationToken) ?? record.ToStatus());
        }
        finally
        {
            // Also when the client does not wait for the answer: the command is done.
            await marks.RemoveAsync(mark);
        }
    }

    /// <summary>What is left of earlier purges goes, a little more than each leaves; then a run is deleted.</summary>
    async Task<CommandOutcome> DeleteAndClearAsync(string runId, CancellationToken cancellationToken)
    {
        await purges.ClearAsync(ClearedPerDelete, cancellationToken);
        return await DeleteAsync(runId, cancellationToken);
    }

    /// <summary>Deletes a run. When this returns, the deletion is durable, and so is the start of its purge.</summary>
    public async Task<CommandOutcome> DeleteAsync(string runId, CancellationToken cancellationToken)
    {
        if (await ApplyAsync(runId, RunCommand.Delete, record => record.Delete(), cancellationToken) is not var (verdict, record, mark))
        {
            // Whoever deleted it may not have come to its purge.
            if (await services.Records.FindAnyAsync(runId, cancellationToken) is { IsDeleted: true })
                await purges.StartAgainAsync(runId, CancellationToken.None);
            return new CommandOutcome.UnknownRun();
        }
        if (verdict is Verdict.Conflict)
            return Refused(RunCommand.Delete, record);
        await services.Gate.ClearAsync(runId);
        await purges.StartAsync(runId, CancellationToken.None);
        await marks.RemoveAsync(mark);
        return new CommandOutcome.Accepted(record.ToStatus());
    }

    /// <summary>
    /// Changes the record if the run takes the command; gives the verdict, the record after, and the mark that stays until the command is done
    /// in full, unless it is refused; null when there is no such run.
    /// </summary>
    async Task<(Verdict Verdict, RunRecord Record, string Mark)?> ApplyAsync(
        string runId, RunCommand command, Func<RunRecord, RunRecord> transition, CancellationToken cancellationToken)
    {
        if (await services.Records.FindAsync(runId, cancellationToken) is null)
            return null;
        var mark = await marks.SetAsync(runId, cancellationToken);
        (Verdict Verdict, RunRecord Record, string Mark)? applied = null;
        // Once begun it is done in full, though the client may be gone: a flag that nobody is told of helps no one.
        await services.Records.TryChangeAsync(runId, Apply, CancellationToken.None);
        if (applied is null or { Verdict: Verdict.Conflict })
            await marks.RemoveAsync(mark);
        return applied;

        RunRecord Apply(RunRecord before)
        {
            var verdict = CommandRules.Judge(command, before);
            var after = verdict is Verdict.Change && !before.IsDeleted ? transition(before) : before;
            applied = before.IsDeleted ? null : (verdict, after, mark);
            return after;
        }
    }

    Task<RunStatus?> StatusAsync(string runId, CancellationToken cancellationToken) =>
        reader.GetAsync(runId, includeResults: false, reveal: false, cancellationToken);

    /// <summary>How the run stands when it has ended, or when the patience is at its end.</summary>
    async Task<RunStatus?> EndedAsync(string runId, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(services.CancelPatience, services.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            return await reader.WaitAsync(runId, includeResults: false, reveal: false, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return await StatusAsync(runId, cancellationToken);
        }
    }

    static CommandOutcome.Conflict Refused(RunCommand command, RunRecord record) => new(record.ToStatus(), CommandRules.Explain(command, record));
}
