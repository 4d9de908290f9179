using System.Text.Json;

namespace ArazzoDurable.Conformance.Tests.Called;

/// <summary>
/// A server that makes boxes, and a flow that makes one and asks for it until it runs. A box starts until its name is let go; one whose
/// name begins with <c>bad</c> cannot be looked at until then.
/// </summary>
sealed class Boxes : IAsyncDisposable
{
    /// <summary>The flow, as the members of a case of a walk.</summary>
    public const string Yaml = """
        operations:
          make: POST /boxes
          look: {call: 'GET /boxes/{id}', parameters: [{name: id, in: path, required: true, schema: {type: string}}]}
        of-main: {inputs: {type: object, required: [name], properties: {name: {type: string}}}}
        steps:
        - stepId: make
          operationId: make
          requestBody: {contentType: application/json, payload: {name: $inputs.name}}
          outputs: {id: '$response.body#/id'}
        - stepId: look
          operationId: look
          x-polling: {interval: 0.2, factor: 1}
          parameters: [{name: id, in: path, value: $steps.make.outputs.id}]
          onSuccess:
          - {name: there, type: end, criteria: [{condition: "$response.body#/state == 'running'"}]}
          - {name: again, type: goto, stepId: look}
          outputs: {state: '$response.body#/state'}
        outputs-of-main: {id: $steps.make.outputs.id, state: $steps.look.outputs.state}
        """;

    readonly HashSet<string> gone = new(StringComparer.Ordinal);
    readonly Lock gate = new();

    Boxes()
    {
    }

    public CalledServer Server { get; private set; } = null!;

    /// <summary>A flow of its own that calls the server.</summary>
    public Flow Flow => Flow.Of(Yaml, Server);

    public static async Task<Boxes> StartAsync()
    {
        var boxes = new Boxes();
        boxes.Server = await CalledServer.StartAsync(boxes.Answer);
        return boxes;
    }

    /// <summary>Lets the box of a name run.</summary>
    public void Release(string name)
    {
        lock (gate)
            gone.Add(name);
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    CalledAnswer Answer(CalledRequest request)
    {
        if (request.Method == "POST")
            return new CalledAnswer(201, $$"""{"id": {{JsonElement.Parse(request.Body!).GetProperty("name").GetRawText()}}}""");
        var name = request.Line["GET /boxes/".Length..];
        lock (gate)
        {
            return gone.Contains(name) ? CalledAnswer.Ok("""{"state": "running"}""")
                : name.StartsWith("bad", StringComparison.Ordinal) ? new CalledAnswer(500, """{"why": "It broke."}""")
                : CalledAnswer.Ok("""{"state": "starting"}""");
        }
    }
}
