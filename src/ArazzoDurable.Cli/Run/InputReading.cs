using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using ArazzoDurable.Cli.Simulate;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Secrets;
using ArazzoDurable.Simulator.Rehearsals;

namespace ArazzoDurable.Cli.Run;

/// <summary>Reads the inputs that were typed and those of a file. Nothing it says quotes a value: it may be secret.</summary>
/// <param name="io">Where it warns of what may be misspelt.</param>
/// <param name="request">What was asked for.</param>
/// <param name="flow">The flow that takes them.</param>
sealed class InputReading(CommandIo io, RunRequest request, PreparedFlow flow)
{
    static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads them, and holds them against the schema.</summary>
    /// <exception cref="CommandFailedException">They cannot be read, or do not fit.</exception>
    public async Task<InputValues> ReadAsync(CancellationToken cancellationToken)
    {
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (request.InputsFile is { } file)
        {
            foreach (var member in await ReadFileAsync(file, cancellationToken))
                members[member.Name] = member.Value;
        }
        var secrets = ImmutableArray.CreateBuilder<string>();
        foreach (var (name, text) in request.Inputs)
        {
            var kind = Schema(name, InputTypes.Of);
            members[name] = Value(text is ['@', .. var path] ? await InputFile.ReadAsync(name, path, Schema(name, InputTypes.ContentOf), cancellationToken) : text, kind);
            // A number that is typed for an undeclared 'token' is a token all the same.
            if (kind is InputTypes.Kind.Unsaid && SecretNames.IsTelling(name))
                secrets.Add(name);
        }
        // Before the check: what is missing may be what was misspelt.
        foreach (var warning in UndeclaredInputs.Warnings(flow, members.Keys))
            await io.Error.WriteLineAsync(warning);
        var madeUp = request.Simulate
            ? RehearsedInputs.Make(RehearsedFlow.Of(flow.Bundling), RunSimulation.Sources(flow), flow.Workflow.WorkflowId, Together(members))
            : ImmutableSortedDictionary<string, JsonElement>.Empty;
        foreach (var (name, value) in madeUp)
            members[name] = value;
        var inputs = Together(members);
        Check(inputs);
        return new InputValues(inputs, secrets.ToImmutable()) { MadeUp = [.. madeUp.Keys] };
    }

    void Check(JsonElement inputs)
    {
        if (flow.Workflow.Inputs is not { } schema || schema.Validate(schema.ApplyDefaults(inputs)) is not [_, ..] violations)
            return;
        var lines = violations.Select(violation => $"  {violation.Instance}: {violation.Message}");
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

    /// <summary>A text without the line break that editors put at the end of a file.</summary>
    public static string WithoutLastLineBreak(string text) =>
        text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;

    static async Task<IEnumerable<JsonProperty>> ReadFileAsync(string file, CancellationToken cancellationToken)
    {
        GivenFile.Check("--inputs", file);
        var text = await File.ReadAllTextAsync(file, Encoding.UTF8, cancellationToken);
        var items = Items(text) ?? throw new CommandFailedException($"--inputs: '{file}' is not JSON; expected an object with a member for each input, an array of such objects, or one such object in each line.");
        if (items is not [var item])
            throw new CommandFailedException($"--inputs: '{file}' has {items.Count} items; several items come with a later release, for now it must have exactly one.");
        return item.ValueKind is JsonValueKind.Object
            ? item.EnumerateObject()
            : throw new CommandFailedException($"--inputs: '{file}' holds no object; expected an object with a member for each input.");
    }

    /// <summary>The items of a text that is a JSON value, an array of items, or JSON lines; null when it is neither.</summary>
    static List<JsonElement>? Items(string text)
    {
        if (TryParse(text) is { } whole)
            return whole.ValueKind is JsonValueKind.Array ? [.. whole.EnumerateArray()] : [whole];
        var lines = text.Split('\n').Where(line => !string.IsNullOrWhiteSpace(line)).Select(TryParse).ToList();
        return lines.Count > 1 && lines.TrueForAll(line => line is not null) ? [.. lines.OfType<JsonElement>()] : null;
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
