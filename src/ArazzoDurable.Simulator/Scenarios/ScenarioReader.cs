using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Syntax;
using ArazzoDurable.Simulator.Answers;

namespace ArazzoDurable.Simulator.Scenarios;

/// <summary>Reads scenario files. A wrong response leaves out that response, not the file.</summary>
sealed class ScenarioReader
{
    const string Shape = "scenario-shape";
    const int MaxDelaySeconds = 3_600;

    static readonly ImmutableArray<string> FileMembers = ["operations"];
    static readonly ImmutableArray<string> ResponseMembers = ["status", "body", "headers", "times", "delay"];

    readonly ImmutableArray<Diagnostic>.Builder diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();

    internal static ScenarioReading Read(ReadOnlyMemory<byte> utf8)
    {
        var text = SyntaxReader.Read(utf8);
        var reader = new ScenarioReader();
        reader.diagnostics.AddRange(text.Diagnostics);
        var scenario = text.Root is { } root ? reader.File(root) : Scenario.Empty;
        return new ScenarioReading(scenario, reader.diagnostics.ToImmutable());
    }

    Scenario File(Node root)
    {
        if (root is not Node.Mapping file || file["operations"] is not Node.Mapping operations)
        {
            Add(JsonPointer.Root, root.Mark, "A scenario is an object with the member 'operations', which is an object of operations.");
            return Scenario.Empty;
        }
        CheckMembers(file, JsonPointer.Root, FileMembers);
        var scripts = ImmutableArray.CreateBuilder<Script>();
        foreach (var member in operations.Members)
        {
            var pointer = JsonPointer.Root.Append("operations").Append(member.Name);
            var responses = Responses(member.Value, pointer);
            if (!responses.IsEmpty)
                scripts.Add(new Script(member.Name, responses, new Location(pointer, member.NameMark)));
        }
        return new Scenario(scripts.ToImmutable());
    }

    ImmutableArray<ScriptedResponse> Responses(Node node, JsonPointer pointer)
    {
        switch (node)
        {
            case Node.Mapping single:
                return Response(single, pointer) is { } response ? [response] : [];
            case Node.Sequence { Items.Length: > 0 } list:
                var read = list.Items.Select((item, i) => Response(item, pointer.Append(i))).ToList();
                return [.. read.OfType<ScriptedResponse>()];
            default:
                Add(pointer, node.Mark, "An operation has one response or a list of at least one.");
                return [];
        }
    }

    ScriptedResponse? Response(Node node, JsonPointer pointer)
    {
        if (node is not Node.Mapping response)
        {
            Add(pointer, node.Mark, "A response is an object.");
            return null;
        }
        CheckMembers(response, pointer, ResponseMembers);
        var status = Number(response, pointer, "status", 200, 599, 200);
        var times = Number(response, pointer, "times", 1, int.MaxValue, 1);
        var delay = Number(response, pointer, "delay", 0, MaxDelaySeconds, 0, whole: false);
        var headers = Headers(response, pointer);
        if (status is null || times is null || delay is null || headers is null)
            return null;
        JsonElement? body = response["body"] is { } written ? NodeJson.ToElement(written) : null;
        if (response["body"] is { } templates)
            CheckTemplates(templates, pointer.Append("body"));
        return new ScriptedResponse
        {
            Status = (int)status,
            Body = body,
            Headers = headers,
            Times = (int)times,
            Delay = TimeSpan.FromSeconds((double)delay),
        };
    }

    decimal? Number(Node.Mapping response, JsonPointer pointer, string name, int lowest, int highest, int absent, bool whole = true)
    {
        if (response[name] is not { } node)
            return absent;
        if (node is Node.Scalar { Value: { ValueKind: JsonValueKind.Number } value } && value.TryGetDecimal(out var number)
            && number >= lowest && number <= highest && (!whole || number == decimal.Truncate(number)))
        {
            return number;
        }
        var kind = whole ? "a whole number" : "a number of seconds";
        Add(pointer.Append(name), node.Mark, highest == int.MaxValue ? $"'{name}' is {kind} from {lowest}." : $"'{name}' is {kind} from {lowest} to {highest}.");
        return null;
    }

    ImmutableDictionary<string, string>? Headers(Node.Mapping response, JsonPointer pointer)
    {
        if (response["headers"] is not { } node)
            return Answer.NoHeaders;
        if (node is not Node.Mapping mapping || mapping.Members.Any(member => member.Value is not Node.Scalar))
        {
            Add(pointer.Append("headers"), node.Mark, "'headers' is an object of strings.");
            return null;
        }
        CheckTemplates(mapping, pointer.Append("headers"));
        return Answer.NoHeaders.SetItems(mapping.Members.Select(member =>
            KeyValuePair.Create(member.Name, ((Node.Scalar)member.Value).Value.ToString())));
    }

    void CheckMembers(Node.Mapping mapping, JsonPointer pointer, ImmutableArray<string> known)
    {
        foreach (var member in mapping.Members.Where(member => !known.Contains(member.Name) && !member.Name.StartsWith("x-", StringComparison.Ordinal)))
        {
            var hint = Spelling.Hint(member.Name, known) ?? $"There are: {string.Join(", ", known)}.";
            diagnostics.Add(Diagnostic.Error(
                "scenario-unknown-member", new Location(pointer.Append(member.Name), member.NameMark), $"'{member.Name}' means nothing here.", hint));
        }
    }

    void CheckTemplates(Node node, JsonPointer pointer)
    {
        switch (node)
        {
            case Node.Mapping mapping:
                foreach (var member in mapping.Members)
                    CheckTemplates(member.Value, pointer.Append(member.Name));
                break;
            case Node.Sequence sequence:
                for (var i = 0; i < sequence.Items.Length; i++)
                    CheckTemplates(sequence.Items[i], pointer.Append(i));
                break;
            case Node.Scalar { Value: { ValueKind: JsonValueKind.String } text }:
                foreach (var unknown in Template.Unknown(text.GetString()!))
                    Add(pointer, node.Mark, $"'{unknown}' means nothing here: there are ${{path.NAME}}, ${{query.NAME}}, ${{body.A.B}} and ${{count}}.");
                break;
            default:
                break;
        }
    }

    void Add(JsonPointer pointer, Mark mark, string message) => diagnostics.Add(Diagnostic.Error(Shape, new Location(pointer, mark), message));
}
