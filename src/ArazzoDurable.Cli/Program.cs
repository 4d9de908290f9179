using System.Runtime.InteropServices;
using ArazzoDurable.Cli;

using var interruption = new CancellationTokenSource();
var patience = TimeSpan.FromSeconds(1);
long? asked = null;
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
return await ArazzoCommand.InvokeAsync(args, CommandIo.OfThisProcess(), interruption.Token);

// The first signal asks to stop. A later one is left to the system, which ends the process; but some programs send theirs twice at once.
void Interrupt(PosixSignalContext signal)
{
    var now = TimeProvider.System.GetTimestamp();
    signal.Cancel = asked is null || TimeProvider.System.GetElapsedTime(asked.Value, now) < patience;
    asked ??= now;
    interruption.Cancel();
}
