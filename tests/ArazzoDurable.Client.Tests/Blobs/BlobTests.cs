using System.Text.Json;
using ArazzoDurable.Client.Blobs;
using ArazzoDurable.Client.Tests.Fakes;

namespace ArazzoDurable.Client.Tests.Blobs;

public sealed class BlobTests
{
    readonly ScriptedServer server = new();

    [Fact]
    public async Task Value_is_stored_and_read()
    {
        server
            .ThenJson(200, """{"jsonrpc": "2.0", "id": 1, "result": {"blobId": "sha256:00"}}""")
            .ThenJson(200, """{"jsonrpc": "2.0", "id": 1, "result": {"data": {"n": 1.50}, "blobType": "data", "blobId": "sha256:00"}}""");
        var client = server.Client();

        var id = await client.PutBlobAsync(new Blob(JsonElement.Parse("""{"n": 1.50}""")));
        var blob = await client.GetBlobAsync(id);

        blob.Type.ShouldBe(Blob.DataType);
        blob.Data.GetRawText().ShouldBe("""{"n": 1.50}""");
        server.Lines.ShouldBe(["POST /api/rpc", "POST /api/rpc"]);
        JsonElement.DeepEquals(Sent(0), JsonElement.Parse("""{"jsonrpc": "2.0", "id": 1, "method": "blobs/put", "params": {"data": {"n": 1.50}, "blobType": "data"}}""")).ShouldBeTrue();
        JsonElement.DeepEquals(Sent(1), JsonElement.Parse("""{"jsonrpc": "2.0", "id": 1, "method": "blobs/get", "params": {"blobId": "sha256:00"}}""")).ShouldBeTrue();
    }

    [Fact]
    public async Task Error_has_the_code_that_it_has_over_rest()
    {
        server.ThenJson(200, """{"jsonrpc": "2.0", "id": 1, "error": {"code": -32005, "message": "There is no blob 'x'.", "data": {"code": "unknown-blob"}}}""");

        var exception = await Should.ThrowAsync<ArazzoApiException>(() => server.Client().GetBlobAsync("x"));

        (exception.Code, exception.Message).ShouldBe(("unknown-blob", "There is no blob 'x'."));
    }

    [Fact]
    public async Task Error_without_details_has_its_number_as_code()
    {
        server.ThenJson(200, """{"jsonrpc": "2.0", "id": 1, "error": {"code": -32601, "message": "No such method."}}""");

        (await Should.ThrowAsync<ArazzoApiException>(() => server.Client().GetBlobAsync("x"))).Code.ShouldBe("rpc-32601");
    }

    [Theory]
    [InlineData("""{"jsonrpc": "2.0", "id": 1}""")]
    [InlineData("""{"jsonrpc": "2.0", "id": 1, "result": {}}""")]
    public async Task Answer_without_what_was_asked_for_is_told(string answer)
    {
        server.ThenJson(200, answer);

        (await Should.ThrowAsync<ArazzoApiException>(() => server.Client().GetBlobAsync("x"))).Code.ShouldBe(ArazzoApiException.UnreadableAnswer);
    }

    JsonElement Sent(int index) => JsonElement.Parse(server.Requests[index].Text);
}
