using System.Runtime.InteropServices;
using ArazzoDurable.Cli;

using var interruption = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
return await ArazzoCommand.InvokeAsync(args, CommandIo.OfThisProcess(), interruption.Token);

// The first signal asks to stop; a second one is left to the system, which ends the process.
void Interrupt(PosixSignalContext signal)
{
    signal.Cancel = !interruption.IsCancellationRequested;
    interruption.Cancel();
}
