using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Cli.Items;
using ArazzoDurable.Cli.Simulate;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Secrets;
using ArazzoDurable.Simulator.Rehearsals;

namespace ArazzoDurable.Cli.Run;

/// <summary>Reads the inputs that were typed and those of a file, for each item of a run. Nothing it says quotes a value: it may be secret.</summary>
/// <param name="io">Where it warns of what may be misspelt.</param>
/// <param name="request">What was given.</param>
/// <param name="flow">The flow that takes them.</param>
sealed class InputReading(CommandIo io, InputRequest request, PreparedFlow flow)
{
    const int MostTold = 20;

    static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads them, and holds them against the schema.</summary>
    /// <exception cref="CommandFailedException">They cannot be read, or do not fit.</exception>
    public async Task<InputValues> ReadAsync(CancellationToken cancellationToken)
    {
        var file = request.File is { } path ? await ItemFileReader.ReadAsync(path, io, cancellationToken) : new ItemFile([new ItemInput(Together([]), "")], IsList: false);
        var (typed, secrets) = await TypedAsync(cancellationToken);
        // Before the check: what is missing may be what was misspelt.
        foreach (var warning in UndeclaredInputs.Warnings(flow, typed.Keys.Concat(file.Items.SelectMany(Names)).Distinct(StringComparer.Ordinal)))
            await io.Error.WriteLineAsync(warning);
        var madeUp = new SortedSet<string>(StringComparer.Ordinal);
        var items = file.Items.Select(item => Complete(Combine(typed, item.Value, file.IsList), madeUp)).ToImmutableArray();
        Check(items, file);
        return new InputValues(items, secrets) { MadeUp = [.. madeUp], Places = [.. file.Items.Select(item => file.IsList ? item.Place : "")] };
    }

    /// <summary>A text without the line break that editors put at the end of a file.</summary>
    public static string WithoutLastLineBreak(string text) =>
        text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;

    async Task<(Dictionary<string, JsonElement> Values, ImmutableArray<string> Secrets)> TypedAsync(CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        var secrets = ImmutableArray.CreateBuilder<string>();
        foreach (var (name, text) in request.Typed)
        {
            var kind = Schema(name, InputTypes.Of);
            // A number that is typed for an undeclared 'token' is a token all the same.
            if (kind is InputTypes.Kind.Unsaid && SecretNames.IsTelling(name))
            {
                secrets.Add(name);
                kind = request.SecretsAreText ? InputTypes.Kind.Text : kind;
            }
            values[name] = Value(text is ['@', .. var path] ? await InputFile.ReadAsync(name, path, Schema(name, InputTypes.ContentOf), cancellationToken) : text, kind);
        }
        return (values, secrets.ToImmutable());
    }

    static IEnumerable<string> Names(ItemInput item) => item.Value.EnumerateObject().Select(member => member.Name);

    /// <summary>What was typed changes the one object of a file, and is the default for the items of a list.</summary>
    static Dictionary<string, JsonElement> Combine(Dictionary<string, JsonElement> typed, JsonElement item, bool isList)
    {
        var members = isList ? new Dictionary<string, JsonElement>(typed, StringComparer.Ordinal) : new(StringComparer.Ordinal);
        foreach (var member in item.EnumerateObject())
            members[member.Name] = member.Value;
        foreach (var (name, value) in isList ? [] : typed)
            members[name] = value;
        return members;
    }

    JsonElement Complete(Dictionary<string, JsonElement> members, SortedSet<string> names)
    {
        if (request.MakeUp)
        {
            foreach (var (name, value) in RehearsedInputs.Make(RehearsedFlow.Of(flow.Bundling), RunSimulation.Sources(flow), flow.Workflow.WorkflowId, Together(members)))
            {
                members[name] = value;
                names.Add(name);
            }
        }
        return Together(members);
    }

    void Check(ImmutableArray<JsonElement> items, ItemFile file)
    {
        if (flow.Workflow.Inputs is not { } schema)
            return;
        var problems = items.Zip(file.Items, (inputs, item) => schema.Validate(schema.ApplyDefaults(inputs))
            .Select(violation => $"  {(file.IsList ? $"{item.Place}: " : "")}{violation.Instance}: {violation.Message}")).SelectMany(lines => lines);
        if (problems.Take(MostTold + 1).ToList() is not [_, ..] lines)
            return;
        if (lines.Count > MostTold)
            lines[MostTold] = "  and more";
        throw new CommandFailedException(
            $"The inputs do not fit workflow '{flow.Workflow.WorkflowId}'; nothing was called.\n{string.Join('\n', lines)}\nGive an input with -i name=value, or all of them with --inputs FILE.");
    }

    T Schema<T>(string name, Func<JsonElement, JsonElement, string, T> read)
        where T : struct, Enum
    {
        var workflows = flow.Bundle.Description.GetProperty("workflows");
        var index = flow.Plan.Workflows.IndexOf(flow.Workflow);
        return workflows[index].TryGetProperty("inputs", out var schema) ? read(flow.Bundle.Description, schema, name) : default;
    }

    static JsonElement Value(string text, InputTypes.Kind kind)
    {
        if (kind is not InputTypes.Kind.Text && TryParse(text) is { } value)
            return value;
        return JsonSerializer.SerializeToElement(text, RuntimeJson.Default.String);
    }

    static JsonElement? TryParse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            // Not JSON: what that means is the caller's to say.
            return null;
        }
    }

    static JsonElement Together(Dictionary<string, JsonElement> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in members)
            {
                writer.WritePropertyName(name);
                value.WriteTo(writer);
            }
            writer.WriteEndObject();
        }
        return JsonElement.Parse(buffer.WrittenSpan);
    }
}
