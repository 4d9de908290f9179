using ArazzoDurable.Http.Requests;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Http.Runs;

/// <summary>Waits for the end of runs, for as long as a client wants to and the host lets it.</summary>
sealed class RunWait(ApiServices services, ApiSettings settings)
{
    /// <summary>How long a client waits that does not say how long.</summary>
    public const int DefaultSecs = 300;

    /// <summary>The longest wait that can be asked for: a day.</summary>
    public const int LongestSecs = 24 * 3600;

    /// <summary>How long a request wants to wait at the most; null: not at all.</summary>
    public static TimeSpan? Read(IFields fields)
    {
        var isWanted = fields.Flag("wait");
        var seconds = fields.Integer("timeoutSecs", 0, LongestSecs) ?? DefaultSecs;
        return isWanted ? TimeSpan.FromSeconds(seconds) : null;
    }

    /// <summary>How a run stands when it has ended or the time is up, whichever is first; null when there is none of this id.</summary>
    public async Task<RunStatus?> WaitAsync(string runId, TimeSpan timeout, bool includeResults, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(timeout < settings.LongestWait ? timeout : settings.LongestWait, services.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            return await services.Runs.WaitAsync(runId, includeResults, settings.RevealSecrets, either.Token);
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return await services.Runs.GetAsync(runId, includeResults, settings.RevealSecrets, cancellationToken);
        }
    }
}
