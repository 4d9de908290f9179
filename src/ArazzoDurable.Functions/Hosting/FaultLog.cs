using System.Text;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Walk;
using Microsoft.Extensions.Logging;

namespace ArazzoDurable.Functions.Hosting;

/// <summary>
/// Tells the operator when the runner gives way: with which exceptions, and where. Their messages may quote what they came upon, a secret
/// perhaps; only those of stores, whose texts are the runner's own, are told. How walks go is told by the API and by the metrics.
/// </summary>
/// <param name="log">Where it is written.</param>
sealed partial class FaultLog(ILogger<FaultLog> log) : IWalkObserver
{
    public void Observe(WalkEvent happened)
    {
        if (happened is WalkEvent.Faulted faulted)
            WalkFaulted(faulted.Walker.RunId, faulted.Walker.Item, Told(faulted.Exception));
    }

    /// <summary>Tells of a request that was answered with 500.</summary>
    public void Failed(Exception exception) => RequestFailed(Told(exception));

    static string Told(Exception exception)
    {
        var told = new StringBuilder();
        for (var present = exception; present is not null; present = present.InnerException)
        {
            told.Append(present == exception ? "" : "\n ---> ").Append(present.GetType());
            if (present is StoreFailedException)
                told.Append(": ").Append(present.Message);
            if (present.StackTrace is { } stack)
                told.Append('\n').Append(stack);
        }
        return told.ToString();
    }

    [LoggerMessage(1, LogLevel.Error, "The runner gave way in run {RunId}, item {Item}, with {Fault}")]
    partial void WalkFaulted(string runId, int item, string fault);

    [LoggerMessage(2, LogLevel.Error, "The runner failed to answer a request, with {Fault}")]
    partial void RequestFailed(string fault);
}
