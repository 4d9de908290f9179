using System.Text;
using ArazzoDurable.Functions.Hosting;
using ArazzoDurable.Functions.Storage;
using ArazzoDurable.Functions.Storage.Blobs;
using ArazzoDurable.Runtime.Durability;
using Azure.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace ArazzoDurable.Functions.Tests.Storage;

public sealed class BlobContainerTests : IDisposable
{
    readonly ScriptedBlobs blobs = new();

    static CancellationToken Token => CancellationToken.None;

    public void Dispose() => blobs.Dispose();

    [Fact]
    public async Task Answer_that_it_may_go_better_later_is_asked_for_again_after_the_time_it_names()
    {
        blobs.Answers(503, "ServerBusy", "", ("Retry-After", "7")).Answers(500).Fails(new HttpRequestException("reset")).Answers(200, null, "abc", ("ETag", "\"0x1\""));
        using var container = blobs.Container();

        var blob = (await container.GetAsync("a", Token)).ShouldNotBeNull();

        (Encoding.UTF8.GetString(blob.Content.Span), blob.EntityTag).ShouldBe(("abc", "\"0x1\""));
        blobs.Time.Delays.Count.ShouldBe(3);
        blobs.Time.Delays[0].ShouldBe(TimeSpan.FromSeconds(7));
        blobs.Time.Delays[1].ShouldBeInRange(TimeSpan.FromMilliseconds(400), TimeSpan.FromMilliseconds(800));
        blobs.Time.Delays[2].ShouldBeInRange(TimeSpan.FromMilliseconds(800), TimeSpan.FromMilliseconds(1600));
    }

    [Fact]
    public async Task Delay_that_the_service_asks_for_is_bounded()
    {
        blobs.Answers(429, null, "", ("Retry-After", "86400")).Answers(404, "BlobNotFound");
        using var container = blobs.Container();

        (await container.GetAsync("a", Token)).ShouldBeNull();

        blobs.Time.Delays.ShouldBe([TimeSpan.FromSeconds(30)]);
    }

    [Fact]
    public async Task Service_that_stays_away_is_told_with_what_it_said_last()
    {
        foreach (var _ in Enumerable.Range(0, 6))
            blobs.Answers(503, "ServerBusy");
        foreach (var _ in Enumerable.Range(0, 6))
            blobs.Fails(new HttpRequestException("Connection refused (acct.blob.core.windows.net:443)"));
        using var container = blobs.Container();

        var busy = await Should.ThrowAsync<BlobFailedException>(() => container.GetAsync("store/a", Token));
        var gone = await Should.ThrowAsync<StoreFailedException>(() => container.PutAsync("store/a", new byte[1], BlobCondition.None, Token));

        busy.Message.ShouldBe("Blob Storage at https://acct.blob.core.windows.net/ answered GET of the blob 'store/a' in the container 'box' with 503 ServerBusy, request id req-1, after 6 attempt(s).");
        gone.Message.ShouldBe("Blob Storage at https://acct.blob.core.windows.net/ did not answer PUT of the blob 'store/a' in the container 'box' in 6 attempt(s): Connection refused (acct.blob.core.windows.net:443)");
    }

    [Fact]
    public async Task Refusal_names_what_to_look_at_and_no_key()
    {
        blobs.Answers(403, "AuthenticationFailed").Answers(403, "AuthorizationPermissionMismatch").Answers(403, "AuthorizationFailure");
        var signature = StorageConnection.FromConnectionString("ARAZZO_STORAGE", "BlobEndpoint=https://acct.blob.core.windows.net;SharedAccessSignature=sv=2021&sig=s3cr3t");
        var identity = StorageConnection.FromIdentity(new Uri("https://acct.blob.core.windows.net"), new FixedCredential("t0ken"));
        var messages = new List<string>();
        foreach (var connection in (StorageConnection?[])[null, identity, signature])
        {
            using var container = new BlobContainer(connection ?? StorageConnection.FromConnectionString("s", ScriptedBlobs.ConnectionString), "box", blobs.Time, blobs);
            messages.Add((await Should.ThrowAsync<BlobFailedException>(() => container.DeleteAsync("a", null, Token))).ToString());
        }

        messages[0].ShouldContain("403 AuthenticationFailed, request id req-1, after 1 attempt(s). Look whether the account key is still the account's");
        messages[1].ShouldContain("Look whether the identity has the role Storage Blob Data Contributor on the account or the container.");
        messages[2].ShouldContain("Look at the permissions, the container and the expiry of the shared access signature.");
        messages.ShouldAllBe(message => !message.Contains("MDEy") && !message.Contains("t0ken") && !message.Contains("s3cr3t"));
        signature.ToString().ShouldBe("https://acct.blob.core.windows.net/");
    }

    [Fact]
    public async Task Container_is_made_when_something_is_written_and_not_when_it_is_read()
    {
        blobs.Answers(404, "ContainerNotFound").Answers(404, "ContainerNotFound").Answers(404, "ContainerNotFound").Answers(201).Answers(201, null, "", ("ETag", "\"1\""));
        using var container = blobs.Container();

        (await container.GetAsync("a", Token)).ShouldBeNull();
        (await container.ListAsync("p/", null, 5, Token)).Names.ShouldBeEmpty();
        (await container.PutAsync("a", new byte[1], BlobCondition.Absent, Token)).ShouldBe("\"1\"");

        blobs.Asked.ShouldBe(["GET /box/a", "GET /box?restype=container&comp=list&prefix=p%2F&maxresults=5", "PUT /box/a", "PUT /box?restype=container", "PUT /box/a"]);
    }

    [Theory]
    [InlineData(409, "BlobAlreadyExists")]
    [InlineData(412, "ConditionNotMet")]
    public async Task Write_whose_answer_was_lost_counts_when_the_blob_is_its_own(int status, string code)
    {
        foreach (var isOwn in (bool[])[true, false])
        {
            blobs.Fails(new HttpRequestException("reset")).Answers(status, code).Answers(_ => ScriptedBlobs.Answer(
                200, null, "", ("ETag", "\"2\""), ("x-ms-meta-write", isOwn ? blobs.Requests[^2].Headers.GetValues("x-ms-meta-write").Single() : "another's")));
            using var container = new BlobContainer(StorageConnection.FromConnectionString("s", ScriptedBlobs.ConnectionString), "box", blobs.Time, blobs);

            var condition = status == 409 ? BlobCondition.Absent : BlobCondition.Unchanged("\"1\"");
            (await container.PutAsync("a", new byte[1], condition, Token)).ShouldBe(isOwn ? "\"2\"" : null);

            blobs.Asked[^1].ShouldBe("HEAD /box/a");
        }
    }

    [Fact]
    public async Task Write_whose_condition_did_not_hold_at_once_is_not_looked_after()
    {
        blobs.Answers(409, "BlobAlreadyExists").Answers(412, "ConditionNotMet").Answers(404, "BlobNotFound");
        using var container = blobs.Container();

        (await container.PutAsync("a", new byte[1], BlobCondition.Absent, Token)).ShouldBeNull();
        (await container.PutAsync("a", new byte[1], BlobCondition.Unchanged("\"1\""), Token)).ShouldBeNull();
        (await container.PutAsync("a", new byte[1], BlobCondition.Unchanged("\"1\""), Token)).ShouldBeNull();
        blobs.Asked.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Conflict_that_is_no_condition_is_a_failure()
    {
        blobs.Answers(412, "LeaseIdMissing").Answers(409, "BlobImmutableDueToPolicy");
        using var container = blobs.Container();

        (await Should.ThrowAsync<BlobFailedException>(() => container.PutAsync("a", new byte[1], BlobCondition.None, Token))).Message.ShouldContain("with 412 LeaseIdMissing");
        (await Should.ThrowAsync<BlobFailedException>(() => container.DeleteAsync("a", "\"1\"", Token))).Message.ShouldContain("with 409 BlobImmutableDueToPolicy");
    }

    [Fact]
    public async Task Removal_whose_answer_was_lost_counts_when_the_blob_is_gone()
    {
        blobs.Fails(new IOException("cut")).Answers(404, "BlobNotFound").Answers(404, "BlobNotFound")
            .Fails(new IOException("cut")).Answers(412, "ConditionNotMet").Answers(200, null, "", ("ETag", "\"2\""))
            .Fails(new IOException("cut")).Answers(412, "ConditionNotMet").Answers(404, "BlobNotFound");
        using var container = blobs.Container();

        (await container.DeleteAsync("a", "\"1\"", Token)).ShouldBeTrue();
        (await container.DeleteAsync("a", "\"1\"", Token)).ShouldBeFalse("it was gone before");
        (await container.DeleteAsync("a", "\"1\"", Token)).ShouldBeFalse("it was changed");
        (await container.DeleteAsync("a", "\"1\"", Token)).ShouldBeTrue("it was there, and is gone");
    }

    [Fact]
    public async Task Given_up_request_is_not_sent_again()
    {
        using var giveUp = new CancellationTokenSource();
        blobs.Answers(_ =>
        {
            giveUp.Cancel();
            throw new OperationCanceledException(giveUp.Token);
        });
        using var container = blobs.Container();

        await Should.ThrowAsync<OperationCanceledException>(() => container.GetAsync("a", giveUp.Token));
        blobs.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Attempt_without_an_answer_in_time_is_followed_by_another()
    {
        foreach (var _ in Enumerable.Range(0, 6))
            blobs.Fails(new OperationCanceledException());
        using var container = blobs.Container();

        (await Should.ThrowAsync<BlobFailedException>(() => container.GetAsync("a", Token))).Message.ShouldEndWith("in 6 attempt(s): there was no answer within 20 s.");
    }

    [Fact]
    public async Task Attempts_that_take_long_are_as_many_as_the_time_for_all_allows()
    {
        foreach (var _ in Enumerable.Range(0, 6))
        {
            blobs.Answers(_ =>
            {
                blobs.Time.Passed += TimeSpan.FromSeconds(20);
                throw new OperationCanceledException();
            });
        }
        using var container = blobs.Container();

        (await Should.ThrowAsync<BlobFailedException>(() => container.GetAsync("a", Token))).Message.ShouldEndWith("in 3 attempt(s): there was no answer within 19 s.");

        blobs.Time.GetElapsedTime(0).ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(63));
        blobs.Time.Timeouts[2].ShouldBeLessThan(TimeSpan.FromSeconds(19.5), "the last attempt has what is left of a minute");
    }

    [Fact]
    public async Task Delay_that_would_last_longer_than_the_time_for_all_is_not_waited_for()
    {
        foreach (var _ in Enumerable.Range(0, 6))
            blobs.Answers(503, "ServerBusy", "", ("Retry-After", "30"));
        using var container = blobs.Container();

        (await Should.ThrowAsync<BlobFailedException>(() => container.GetAsync("a", Token))).Message.ShouldContain("503 ServerBusy, request id req-1, after 2 attempt(s).");
        blobs.Time.Delays.ShouldBe([TimeSpan.FromSeconds(30)]);
    }

    [Fact]
    public async Task Making_the_container_takes_no_time_of_its_own()
    {
        blobs.Answers(404, "ContainerNotFound").Answers(_ =>
        {
            blobs.Time.Passed += TimeSpan.FromSeconds(50);
            return ScriptedBlobs.Answer(201);
        }).Answers(201, null, "", ("ETag", "\"1\""));
        using var container = blobs.Container();

        await container.PutAsync("a", ReadOnlyMemory<byte>.Empty, BlobCondition.None, Token);

        blobs.Time.Timeouts.Where((_, index) => index % 2 == 0).ShouldBe([TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(10)]);
    }

    [Fact]
    public async Task What_is_long_is_given_the_time_that_it_takes_to_carry_it()
    {
        blobs.Answers(201, null, "", ("ETag", "\"1\"")).Answers(200, null, new string('x', 6_291_456), ("ETag", "\"1\""));
        using var container = blobs.Container();

        await container.PutAsync("a", new byte[4_194_304], BlobCondition.None, Token);
        await container.GetAsync("a", Token);

        blobs.Time.Timeouts.ShouldBe([TimeSpan.FromSeconds(22), TimeSpan.FromSeconds(22), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(23)]);
    }

    [Fact]
    public async Task Token_that_is_not_to_be_had_at_once_is_asked_for_again()
    {
        var identity = new FixedCredential("t0ken") { Failures = new([new AuthenticationFailedException("busy"), new AuthenticationFailedException("busy")]) };
        blobs.Answers(404, "BlobNotFound");
        using var container = blobs.Container(StorageConnection.FromIdentity(new Uri("https://acct.blob.core.windows.net"), identity));

        (await container.GetAsync("a", Token)).ShouldBeNull();

        identity.Scopes.Count.ShouldBe(3);
        blobs.Time.Delays.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Token_that_is_never_to_be_had_is_told()
    {
        var busy = new FixedCredential("t0ken") { Failures = new(Enumerable.Range(0, 6).Select(_ => new AuthenticationFailedException("busy"))) };
        var none = new FixedCredential("t0ken") { Failures = new([new CredentialUnavailableException("no identity is assigned")]) };
        foreach (var (identity, asked, message) in ((FixedCredential, int, string)[])[(busy, 6, "busy"), (none, 1, "no identity is assigned")])
        {
            using var container = new BlobContainer(StorageConnection.FromIdentity(new Uri("https://acct.blob.core.windows.net"), identity), "box", blobs.Time, blobs);
            (await Should.ThrowAsync<BlobFailedException>(() => container.GetAsync("a", Token))).Message.ShouldBe(
                $"No token was to be had for Blob Storage at https://acct.blob.core.windows.net/: {message}");
            identity.Scopes.Count.ShouldBe(asked);
        }
        blobs.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Answer_that_is_larger_than_what_was_asked_for_is_not_read()
    {
        blobs.Answers(206, null, new string('x', 11));
        using var container = blobs.Container();

        (await Should.ThrowAsync<BlobFailedException>(() => container.GetAsync("a", 0, 10, Token))).Message.ShouldEndWith(
            "answered GET of the blob 'a' in the container 'box' with more than 10 bytes.");
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY e 'boom'>]><EnumerationResults><Blobs/></EnumerationResults>")]
    [InlineData("<EnumerationResults><Blobs><Blob><Properties/></Blob></Blobs></EnumerationResults>")]
    [InlineData("")]
    public async Task List_that_cannot_be_read_is_a_failure(string xml)
    {
        blobs.Answers(200, null, xml);
        using var container = blobs.Container();

        (await Should.ThrowAsync<StoreFailedException>(() => container.ListAsync("p/", null, 5, Token))).Message.ShouldStartWith("Blob Storage answered with a list that cannot be read: ");
    }

    [Fact]
    public async Task List_is_read_with_its_marker()
    {
        blobs.Answers(200, null, """
            <?xml version="1.0" encoding="utf-8"?><EnumerationResults ServiceEndpoint="https://acct.blob.core.windows.net/" ContainerName="box"><Prefix>p/</Prefix><MaxResults>5</MaxResults>
            <Blobs><Blob><Name>p/a</Name><Properties><Etag>0x1</Etag><Content-Length>12</Content-Length></Properties></Blob><Blob><Name>p/b</Name></Blob></Blobs><NextMarker>2!72!abc=</NextMarker></EnumerationResults>
            """).Answers(200, null, "<EnumerationResults><Blobs/><NextMarker/></EnumerationResults>");
        using var container = blobs.Container();

        var page = await container.ListAsync("p/", null, 5, Token);
        page.Names.ShouldBe(["p/a", "p/b"]);
        (await container.ListAsync("p/", page.NextMarker, 5, Token)).NextMarker.ShouldBeNull();

        blobs.Asked[^1].ShouldBe("GET /box?restype=container&comp=list&prefix=p%2F&maxresults=5&marker=2%2172%21abc%3D");
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("Box")]
    [InlineData("a--b")]
    [InlineData("-ab")]
    [InlineData("abc\n")]
    public void Container_name_that_is_none_is_refused(string name) =>
        Should.Throw<ArgumentException>(() => new BlobContainer(StorageConnection.FromConnectionString("s", ScriptedBlobs.ConnectionString), name, TimeProvider.System))
            .Message.ShouldStartWith($"'{name}' is no container: expected 3 to 63 lower-case letters, digits and single hyphens.");

    [Fact]
    public void Setting_of_a_container_that_is_none_is_named() =>
        Should.Throw<StorageSettingException>(() => new ServiceCollection().AddBlobStorage(
            new Dictionary<string, string> { ["ARAZZO_CONTAINER"] = "Box", ["ARAZZO_STORAGE"] = ScriptedBlobs.ConnectionString }))
            .Message.ShouldBe("The setting ARAZZO_CONTAINER is 'Box', which is no container: expected 3 to 63 lower-case letters, digits and single hyphens.");
}
