using ArazzoDurable.Runtime.Walk;
using Microsoft.Extensions.Logging;

namespace ArazzoDurable.Functions.Hosting;

/// <summary>Tells the operator when the runner gives way. How walks go is told by the API and by the metrics.</summary>
/// <param name="log">Where it is written.</param>
sealed partial class FaultLog(ILogger<FaultLog> log) : IWalkObserver
{
    public void Observe(WalkEvent happened)
    {
        if (happened is WalkEvent.Faulted faulted)
            WalkFaulted(faulted.Walker.RunId, faulted.Walker.Item, faulted.Exception);
    }

    /// <summary>Tells of a request that was answered with 500.</summary>
    public void Failed(Exception exception) => RequestFailed(exception);

    [LoggerMessage(1, LogLevel.Error, "The runner gave way in run {RunId}, item {Item}.")]
    partial void WalkFaulted(string runId, int item, Exception exception);

    [LoggerMessage(2, LogLevel.Error, "The runner failed to answer a request.")]
    partial void RequestFailed(Exception exception);
}
