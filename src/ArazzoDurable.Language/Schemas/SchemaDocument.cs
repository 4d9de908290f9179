using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Language.Schemas;

/// <summary>A document that holds several schemas. What concerns all of it is looked at once.</summary>
/// <param name="document">The document.</param>
/// <param name="places">Where schemas stand in it whose <c>$anchor</c> and <c>$id</c> any of them can refer to; of equal ones the first counts, those of the schema itself before all.</param>
public sealed class SchemaDocument(JsonElement document, ImmutableArray<JsonPointer> places)
{
    readonly Lazy<(JsonPointer Pointer, string Message)?> unreadable = new(() => ReadableText.FirstProblem(document));

    /// <summary>Compiles one of its schemas, as <see cref="JsonSchema"/> does.</summary>
    /// <param name="at">Where the schema stands.</param>
    /// <param name="compiled">The schema; null when there are errors.</param>
    /// <param name="errors">The errors.</param>
    /// <returns>Whether there were no errors.</returns>
    public bool TryCompile(JsonPointer at, [NotNullWhen(true)] out JsonSchema? compiled, out ImmutableArray<SchemaError> errors)
    {
        var compiler = new SchemaCompiler(document, places, unreadable.Value);
        compiled = JsonSchema.Of(compiler, compiler.Compile(at));
        errors = compiler.Errors;
        return compiled is not null;
    }
}
