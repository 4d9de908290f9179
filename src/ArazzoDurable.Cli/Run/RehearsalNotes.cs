using ArazzoDurable.Cli.Validate;
using ArazzoDurable.Simulator;

namespace ArazzoDurable.Cli.Run;

/// <summary>Tells what a rehearsal let pass and the APIs themselves may not.</summary>
static class RehearsalNotes
{
    /// <summary>Ends the simulated APIs and writes a line for each operation that was called without what it requires.</summary>
    public static async Task WriteAsync(SimulatorServer simulator, TextWriter error)
    {
        await simulator.DisposeAsync();
        var notes = simulator.ReadCallsAsync().Where(call => !call.Missing.IsEmpty)
            .Select(call => $"note: {call.Operation} was called without what it requires: {string.Join(", ", call.Missing)}. The API itself may refuse this.").Distinct();
        await foreach (var note in notes)
            await error.WriteLineAsync(Printable.Line(note));
    }
}
