using System.Text.Json;
using ArazzoDurable.Language.Schemas.Keywords;

namespace ArazzoDurable.Language.Schemas;

/// <summary>One place of a value under evaluation.</summary>
/// <param name="Run">The evaluation it belongs to.</param>
/// <param name="Value">The value at this place.</param>
/// <param name="Path">The place.</param>
/// <param name="Sink">Takes the violations; null when only the verdict counts.</param>
/// <param name="Evaluated">Takes what was evaluated here; null when nobody asks.</param>
/// <param name="Scope">The schema resources entered.</param>
/// <param name="Depth">The number of schemas around this one.</param>
readonly record struct Frame(
    EvaluationRun Run, JsonElement Value, InstancePath? Path, ViolationSink? Sink, Evaluated? Evaluated, DynamicScope Scope, int Depth)
{
    internal bool Tells => Sink is { IsFull: false };

    internal Frame Member(string name, JsonElement value) => this with { Value = value, Path = new InstancePath(Path, name, 0), Evaluated = null };

    internal Frame Element(int index, JsonElement value) => this with { Value = value, Path = new InstancePath(Path, null, index), Evaluated = null };

    /// <summary>Tells a violation at this place. Callers build the message only when the frame <see cref="Tells"/>.</summary>
    /// <returns>False, the verdict.</returns>
    internal bool Fail(Keyword keyword, string message) => Fail(keyword, Path, message);

    /// <summary>Tells a violation at the member <paramref name="name"/> of this place, which may be missing.</summary>
    internal bool FailMember(Keyword keyword, string name, string message) => Fail(keyword, new InstancePath(Path, name, 0), message);

    /// <summary>Tells a violation at the element <paramref name="index"/> of this place.</summary>
    internal bool FailElement(Keyword keyword, int index, string message) => Fail(keyword, new InstancePath(Path, null, index), message);

    bool Fail(Keyword keyword, InstancePath? at, string message)
    {
        Sink?.Violations.Add(new SchemaViolation(InstancePath.ToPointer(at), keyword.Location, keyword.Name, message));
        return false;
    }
}
