using System.Globalization;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Http.Tests.Model;

/// <summary>
/// One thing that happens to the API. Runs are told by the order of their submits, counted round, so that a sequence stays one when operations
/// are left out of it.
/// </summary>
abstract record Operation
{
    /// <summary>Stores one of two flows.</summary>
    public sealed record PutFlow(int Flow) : Operation;

    /// <summary>Submits a run, perhaps with a key, perhaps asking to wait for no time at all.</summary>
    public sealed record Submit(int Flow, int Items, int MaxConcurrency, int? Key, bool Wait) : Operation;

    /// <summary>Submits a run, and gives it a command before anything of it has settled.</summary>
    public sealed record SubmitAnd(int Items, int MaxConcurrency, RunCommand Command) : Operation;

    /// <summary>What happens to calls from now on.</summary>
    public sealed record Answer(Answering Answering) : Operation;

    /// <summary>Answers a held call of a run.</summary>
    public sealed record Release(int Run, int Call, bool Success) : Operation;

    /// <summary>Answers all held calls of a run at once.</summary>
    public sealed record ReleaseAll(int Run, bool Success) : Operation;

    /// <summary>Steers a run.</summary>
    public sealed record Steer(int Run, RunCommand Command) : Operation;

    /// <summary>Answers all held calls of a run, and steers it at the same time.</summary>
    public sealed record ReleaseAnd(int Run, bool Success, RunCommand Command) : Operation;

    /// <summary>Suspends a run, and resumes it before anything has settled.</summary>
    public sealed record Flicker(int Run) : Operation;

    /// <summary>Reads a run.</summary>
    public sealed record Get(int Run, bool IncludeResults, bool OverRpc) : Operation;

    /// <summary>Lists runs, page by page.</summary>
    public sealed record List(RunState? Status, int? Flow, int Top) : Operation;

    /// <summary>Lists the items of a run, page by page, and reads each.</summary>
    public sealed record GetItems(int Run, ItemOutcome? Status, int Top) : Operation;

    /// <summary>Asks for a run that never was.</summary>
    public sealed record Unknown(int Route) : Operation;

    /// <summary>Kills the host, opens another one in its folder, and recovers.</summary>
    public sealed record Restart : Operation;

    /// <summary>A sequence as code that replays it.</summary>
    public static string Code(IEnumerable<Operation> sequence) => string.Concat(sequence.Select(operation => $"    new Operation.{operation.Code()},\n"));

    string Code()
    {
        var type = GetType();
        var arguments = type.GetConstructors()[0].GetParameters().Select(parameter => type.GetProperty(parameter.Name!)!.GetValue(this));
        return $"{type.Name}({string.Join(", ", arguments.Select(Literal))})";
    }

    static string Literal(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        Enum name => $"{name.GetType().Name}.{name}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
