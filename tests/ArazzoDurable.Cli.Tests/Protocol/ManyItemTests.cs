using System.Text.Json;

namespace ArazzoDurable.Cli.Tests.Protocol;

/// <summary>Each row of <c>cases/many-items.yaml</c>, sent to the real program.</summary>
[Collection(ProtocolCollection.Name)]
public sealed class ManyItemTests(ProtocolServers servers)
{
    static readonly Dictionary<string, JsonElement> Rows = ProtocolRow.Read("many-items.yaml");

    public static TheoryData<string> Names => [.. Rows.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Items_are_carried_out_as_their_row_says(string name)
    {
        var row = new ProtocolRow(Rows[name], servers.Words);
        using var request = row.Request();

        using var response = await servers.Client(row.Server).SendAsync(request);

        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(row.Status, text);
        row.Check(row.Answer!.Value, JsonElement.Parse(text), text);
    }
}
