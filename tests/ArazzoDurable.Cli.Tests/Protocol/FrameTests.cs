using System.Text.Json;

namespace ArazzoDurable.Cli.Tests.Protocol;

/// <summary>Each row of <c>cases/frames.yaml</c>, sent to the real program: a body of JSON-RPC and what comes back.</summary>
[Collection(ProtocolCollection.Name)]
public sealed class FrameTests(ProtocolServers servers)
{
    static readonly Dictionary<string, JsonElement> Rows = ProtocolRow.Read("frames.yaml");

    public static TheoryData<string> Names => [.. Rows.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Frame_is_answered_as_its_row_says(string name)
    {
        var row = new ProtocolRow(Rows[name], servers.Words);
        using var request = row.Request();

        using var response = await servers.Client(row.Server).SendAsync(request);

        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(row.Status, text);
        if (row.Answer is not { } expected)
        {
            text.ShouldBeEmpty();
            return;
        }
        var answer = JsonElement.Parse(text);
        row.Check(expected, answer, text);
        if (response.Content.Headers.ContentType!.MediaType is not "application/problem+json")
            (answer.ValueKind is JsonValueKind.Array ? answer.EnumerateArray().ToList() : [answer]).ForEach(CheckShape);
    }

    // JSON-RPC 2.0, section 5: an answer has these members and no others.
    static void CheckShape(JsonElement answer)
    {
        string.Join(' ', answer.EnumerateObject().Select(member => member.Name)).ShouldBeOneOf(["jsonrpc id result", "jsonrpc id error"]);
        answer.GetProperty("jsonrpc").GetString().ShouldBe("2.0");
        if (!answer.TryGetProperty("error", out var error))
            return;
        error.GetProperty("code").ValueKind.ShouldBe(JsonValueKind.Number);
        error.GetProperty("message").GetString().ShouldNotBeNullOrEmpty();
        error.GetProperty("data").GetProperty("code").GetString().ShouldNotBeNullOrEmpty();
    }
}
