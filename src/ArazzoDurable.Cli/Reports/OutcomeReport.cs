using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ArazzoDurable.Cli.Validate;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Cli.Reports;

/// <summary>Tells what a run came to: outputs on the standard output, all else on the error output.</summary>
static class OutcomeReport
{
    // Output is for people and programs, never for a web page: letters and quotes stay as they are.
    static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static readonly JsonWriterOptions Readable = OneLine with { Indented = true };

    /// <summary>Writes the run status as one line of JSON.</summary>
    public static void WriteJson(RunStatus status, CommandIo io) =>
        io.Out.WriteLine(Json(OneLine, writer => JsonSerializer.Serialize(writer, status, RuntimeJson.Default.RunStatus)));

    /// <summary>Writes the outputs, and why the run failed.</summary>
    public static void WriteText(RunStatus status, CommandIo io)
    {
        foreach (var result in status.Results ?? [])
        {
            if (result.Result.Value is { ValueKind: JsonValueKind.Object } outputs)
                WriteOutputs(outputs, io.Out);
        }
        var errors = (status.Results ?? []).Select(result => result.Result.Error).OfType<ItemError>().ToList();
        if (errors.Count == 0 && status.Status is not RunState.Success)
            io.Error.WriteLine($"{Word(status.Status)}: run {status.RunId} left no result.");
        foreach (var error in errors)
            io.Error.WriteLine($"{Word(status.Status)}: {error.Code}: {error.Message}{Step(error)}");
    }

    /// <summary>The exit code for how a run ended.</summary>
    public static int ExitCode(RunStatus status) => status.Status is RunState.Success ? ExitCodes.Success : ExitCodes.Failed;

    /// <summary>How an item ended, and why it failed, in a line.</summary>
    public static string Item(RunResult result) => Printable.Line(string.Create(
        CultureInfo.InvariantCulture, $"item {result.ItemIndex}: {Word(result.Status)}{(result.Result.Error is { } error ? $": {error.Code}: {error.Message}{Step(error)}" : "")}"));

    /// <summary>Writes outputs, a line each.</summary>
    /// <param name="outputs">The object of outputs.</param>
    /// <param name="output">Where to.</param>
    /// <param name="indent">What each line begins with.</param>
    public static void WriteOutputs(JsonElement outputs, TextWriter output, string indent = "")
    {
        foreach (var member in outputs.EnumerateObject())
            output.WriteLine($"{indent}{member.Name}: {Text(member.Value)}");
    }

    /// <summary>How an item ended, as a word.</summary>
    public static string Word(ItemOutcome outcome) => outcome switch
    {
        ItemOutcome.Success => "success",
        ItemOutcome.Failed => "failed",
        ItemOutcome.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    // A text with control characters could say anything to a terminal, so it is written as JSON.
    static string Text(JsonElement value) => value.ValueKind is JsonValueKind.String && value.GetString() is { } text && !text.Any(char.IsControl)
        ? text
        : Json(Readable, value.WriteTo);

    static string Json(JsonWriterOptions options, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, options))
            write(writer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>How a run ended, as a word.</summary>
    public static string Word(RunState state) => state switch
    {
        RunState.Success => "success",
        RunState.Cancelled => "cancelled",
        _ => "failed",
    };

    static string Step(ItemError error) => error.Data is { ValueKind: JsonValueKind.Object } data && data.TryGetProperty("stepId", out var step)
        && step.GetString() is { } stepId && !error.Message.Contains($"'{stepId}'", StringComparison.Ordinal) ? $" (step '{stepId}')" : "";
}
