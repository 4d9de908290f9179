using ArazzoDurable.Functions.Durability;
using ArazzoDurable.Functions.Settings;
using ArazzoDurable.Runtime.Runs;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace ArazzoDurable.Functions.Retention;

/// <summary>The timer-triggered function that deletes runs which ended long enough ago, and sets going those that stand still.</summary>
/// <param name="engine">The engine.</param>
/// <param name="client">Takes the durable client that the function binds.</param>
/// <param name="settings">The app's settings, which say how long runs are kept.</param>
/// <param name="log">Is told what was done.</param>
public sealed partial class SweepFunction(RunEngine engine, BoundClient client, FunctionsSettings settings, ILogger<SweepFunction> log)
{
    /// <summary>When it sweeps: every 15 minutes.</summary>
    public const string Schedule = "0 */15 * * * *";

    /// <summary>After how long each of its three parts takes up nothing more, so that together they stay below the timeout of functions; the next sweep goes on.</summary>
    public static readonly TimeSpan LongestPart = TimeSpan.FromSeconds(150);

    /// <summary>Up to which age every run is looked at that may stand still: several sweeps see it.</summary>
    public static readonly TimeSpan Young = TimeSpan.FromHours(1);

    /// <summary>Sweeps.</summary>
    [Function("Sweep")]
    public async Task SweepAsync([TimerTrigger(Schedule)] TimerInfo timer, [DurableClient] DurableTaskClient bound, FunctionContext context)
    {
        client.Use(bound);
        var report = await engine.Runs.SweepAsync(Young, settings.Retention, LongestPart, context.CancellationToken);
        Swept(report.Mended, report.Deleted, report.IsComplete);
    }

    [LoggerMessage(1, LogLevel.Information, "Swept the runs: {Mended} stood still and go on, {Deleted} had ended long enough ago and are deleted; complete: {IsComplete}.")]
    partial void Swept(int mended, int deleted, bool isComplete);
}
