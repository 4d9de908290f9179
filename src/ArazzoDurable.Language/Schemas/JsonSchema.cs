using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Language.Schemas;

/// <summary>
/// A JSON Schema of draft 2020-12, compiled once and evaluated as often as needed, by any number of threads.
/// Formats and contents are annotations and not checked. Unknown keywords and <c>$vocabulary</c> are ignored.
/// References lead anywhere in the document that holds the schema, never out of it.
/// </summary>
/// <remarks>A schema keeps elements of its document: a <see cref="JsonDocument"/> behind it must not be disposed.</remarks>
public sealed class JsonSchema
{
    readonly SchemaNode root;
    readonly bool hasUnevaluated;
    readonly bool hasDefaults;

    JsonSchema(SchemaNode root, bool hasUnevaluated, bool hasDefaults)
    {
        this.root = root;
        this.hasUnevaluated = hasUnevaluated;
        this.hasDefaults = hasDefaults;
    }

    /// <summary>Compiles a document that is a schema as a whole.</summary>
    /// <param name="schema">An object or a boolean.</param>
    /// <param name="compiled">The schema; null when there are errors.</param>
    /// <param name="errors">
    /// Keywords with values of a wrong kind, invalid patterns, references that lead nowhere, out of the document, or in a circle
    /// without going deeper into the value; empty when it compiled. Definitions that nothing refers to are not looked at.
    /// </param>
    /// <returns>Whether there were no errors.</returns>
    public static bool TryCompile(
        JsonElement schema, [NotNullWhen(true)] out JsonSchema? compiled, out ImmutableArray<SchemaError> errors) =>
        TryCompile(schema, JsonPointer.Root, out compiled, out errors);

    /// <summary>
    /// Compiles a schema inside a larger document, such as the <c>inputs</c> of a workflow. A reference like
    /// <c>#/components/inputs/page</c> is resolved against that document, unless the schema has an <c>$id</c> of its own.
    /// </summary>
    /// <param name="document">The document.</param>
    /// <param name="at">Where the schema stands in it.</param>
    /// <param name="compiled">The schema; null when there are errors.</param>
    /// <param name="errors">As for a document that is a schema as a whole.</param>
    /// <returns>Whether there were no errors.</returns>
    public static bool TryCompile(
        JsonElement document, JsonPointer at, [NotNullWhen(true)] out JsonSchema? compiled, out ImmutableArray<SchemaError> errors) =>
        new SchemaDocument(document, []).TryCompile(at, out compiled, out errors);

    /// <summary>Takes what a compiler made; null when there were errors.</summary>
    internal static JsonSchema? Of(SchemaCompiler compiler, SchemaNode? root) =>
        root is not null && compiler.Errors.IsEmpty ? new JsonSchema(root, compiler.HasUnevaluated, compiler.HasDefaults) : null;

    /// <summary>Checks a value.</summary>
    /// <param name="instance">The value.</param>
    /// <param name="allowance">What this check may cost together with others; null: what it may cost alone.</param>
    /// <returns>
    /// What does not fit, by keyword and member; empty when all does. At most <see cref="SchemaLimits.Violations"/> are told.
    /// A value that exceeds another of the <see cref="SchemaLimits"/> does not fit.
    /// </returns>
    public ImmutableArray<SchemaViolation> Validate(JsonElement instance, SchemaAllowance? allowance = null)
    {
        if (ReadableText.FirstProblem(instance) is { } problem)
            return [new SchemaViolation(problem.Pointer, root.Location, "", problem.Message)];
        var run = new EvaluationRun(hasUnevaluated, allowance);
        var sink = new ViolationSink(SchemaLimits.Violations, isBrief: false);
        var valid = root.Apply(new Frame(run, instance, null, sink, null, new DynamicScope(root.Resource, null), 0));
        if (run.Exceeded is { } limit)
            return [new SchemaViolation(JsonPointer.Root, root.Location, "", limit)];
        return valid ? [] : [.. sink.Violations];
    }

    /// <summary>
    /// Fills in the <c>default</c> of absent members, at any depth, as far as a schema surely applies: through members, elements,
    /// <c>$ref</c> and <c>allOf</c>, not through <c>anyOf</c>, <c>oneOf</c> or <c>if</c>. Of several defaults that of the schema
    /// itself goes before that of a referenced one, and that before one of <c>allOf</c>. Defaults inside a filled-in default count too,
    /// but none inside itself, and at most <see cref="SchemaLimits.Defaults"/> in all. Numbers keep their digits.
    /// </summary>
    /// <returns>The completed value; <paramref name="instance"/> itself when nothing was absent.</returns>
    public JsonElement ApplyDefaults(JsonElement instance) =>
        hasDefaults && ReadableText.FirstProblem(instance) is null ? new DefaultFilling().Fill(instance, root) : instance;

    /// <summary>
    /// Finds the places of a value about whose secrecy the schema speaks. All schemas that may apply count, every branch of
    /// <c>anyOf</c>, <c>oneOf</c> and <c>if</c> included, whether or not the value fits them.
    /// </summary>
    /// <returns>The marks, outer places before inner ones; places without a mark are left out.</returns>
    public ImmutableArray<SecretMark> FindSecretMarks(JsonElement instance) =>
        ReadableText.FirstProblem(instance) is null ? SecretMarking.Find(instance, root) : [];
}
