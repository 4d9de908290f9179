using ArazzoDurable.Functions.Storage;
using ArazzoDurable.Functions.Storage.Blobs;

namespace ArazzoDurable.Functions.Tests.Storage;

public sealed class BlobAuthorizationTests
{
    static readonly byte[] Key = "0123456789abcdef"u8.ToArray();

    // The signatures were made with openssl from the texts that "Authorize with Shared Key" prescribes.
    [Fact]
    public async Task Write_is_signed_as_the_documentation_says()
    {
        using var blobs = new ScriptedBlobs().Answers(201, null, "", ("ETag", "\"1\""));
        using var container = blobs.Container();
        await container.PutAsync("store/a:b/c", new byte[3], BlobCondition.Absent, CancellationToken.None);

        var request = blobs.Requests[0];
        request.Headers.Remove("x-ms-meta-write").ShouldBeTrue();
        request.Headers.Remove("Authorization");
        var authorization = new SharedKeyAuthorization("acct", Key);
        await authorization.AuthorizeAsync(request, CancellationToken.None);

        authorization.StringToSign(request).ShouldBe(
            "PUT\n\n\n3\n\napplication/octet-stream\n\n\n\n*\n\n\nx-ms-blob-type:BlockBlob\nx-ms-date:Thu, 01 Jan 2026 00:00:00 GMT\nx-ms-version:2021-12-02\n/acct/box/store/a%3Ab/c");
        request.Headers.NonValidated["Authorization"].ToString().ShouldBe("SharedKey acct:FkbToux2VQTIOldMoPTa1VefVhzBiEy5MpdEyq68mac=");
    }

    [Fact]
    public async Task List_of_an_account_in_the_path_is_signed_with_its_query_in_order()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://127.0.0.1:10000/acct/box?restype=container&comp=list&prefix=store%2Fx&marker=a%2Fb%3D%26");
        request.Headers.TryAddWithoutValidation("x-ms-version", "2021-12-02");
        request.Headers.TryAddWithoutValidation("x-ms-range", "bytes=5-9");
        request.Headers.TryAddWithoutValidation("x-ms-date", "Thu, 01 Jan 2026 00:00:00 GMT");

        await new SharedKeyAuthorization("acct", Key).AuthorizeAsync(request, CancellationToken.None);

        request.Headers.NonValidated["Authorization"].ToString().ShouldBe("SharedKey acct:WieGPCyxMXNhVCp57eWGgtlrFgr50Qh7pInG7xaOBBE=");
    }

    [Fact]
    public async Task Identity_is_asked_for_a_token_of_storage_at_each_attempt()
    {
        var identity = new FixedCredential("t0ken");
        using var blobs = new ScriptedBlobs().Answers(503).Answers(404, "BlobNotFound");
        using var container = blobs.Container(StorageConnection.FromIdentity(new Uri("https://acct.blob.core.windows.net"), identity));

        (await container.GetAsync("a", CancellationToken.None)).ShouldBeNull();

        blobs.Requests.ShouldAllBe(request => request.Headers.Authorization!.ToString() == "Bearer t0ken");
        blobs.Requests.ShouldAllBe(request => request.Headers.GetValues("x-ms-version").Single() == "2021-12-02");
        identity.Scopes.ShouldBe(["https://storage.azure.com/.default", "https://storage.azure.com/.default"]);
    }

    [Fact]
    public async Task Shared_access_signature_is_a_part_of_the_address()
    {
        using var blobs = new ScriptedBlobs().Answers(404, "BlobNotFound").Answers(200, null, "<EnumerationResults><Blobs/></EnumerationResults>");
        using var container = blobs.Container(StorageConnection.FromConnectionString("s", "BlobEndpoint=https://acct.blob.core.windows.net/;SharedAccessSignature=?sv=2021&sig=a%2Bb%3D"));

        await container.GetAsync("a", CancellationToken.None);
        await container.ListAsync("p", null, 1, CancellationToken.None);

        blobs.Requests.Select(request => request.RequestUri!.PathAndQuery).ShouldBe(
            ["/box/a?sv=2021&sig=a%2Bb%3D", "/box?restype=container&comp=list&prefix=p&maxresults=1&sv=2021&sig=a%2Bb%3D"]);
        blobs.Requests.ShouldAllBe(request => request.Headers.Authorization == null);
    }
}
