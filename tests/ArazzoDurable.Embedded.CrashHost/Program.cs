// A process to be killed: it counts, one activity at a time, and notes each in a ledger before the host can.
// Arguments: the data folder, the ledger, how far to count. Each number takes a line of input. Prints each number, and at last "result" and the result.
using System.Globalization;
using ArazzoDurable.Embedded;
using ArazzoDurable.Embedded.CrashHost;

var folder = args[0];
var ledger = args[1];
var target = int.Parse(args[2], CultureInfo.InvariantCulture);

var registry = new EmbeddedRegistry()
    .AddActivity<int, int>("next", (n, _) => Task.FromResult(Ledger.Note(ledger, n)))
    .AddOrchestration<int, int>("count", async (context, from) =>
    {
        var n = from;
        for (var i = 0; i < 7 && n < target; i++)
            n = await context.CallActivityAsync<int, int>("next", n);
        if (n < target)
            context.ContinueAsNew(n);
        return n;
    });

await using var host = await EmbeddedHost.OpenAsync(new EmbeddedOptions { DataFolder = folder }, registry, CancellationToken.None);
await host.RecoverAsync(CancellationToken.None);
await host.Instances.ScheduleAsync("count", "counter", 0, CancellationToken.None);
var state = await host.Instances.WaitForCompletionAsync("counter", CancellationToken.None);
await Console.Out.WriteLineAsync($"result {state?.Output}");
return 0;
