using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ArazzoDurable.Runtime.Network;

namespace ArazzoDurable.Runtime.Tests.Network;

public sealed class HttpCallerTests : IDisposable
{
    const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    readonly HttpMessageHandler handler;
    readonly HttpCaller caller;
    readonly ManualTime time = new();

    public HttpCallerTests()
    {
        HostAllowList.TryParse(["127.0.0.1"], out var allowed, out _).ShouldBeTrue();
        handler = GuardedHttp.CreateHandler(allowed!);
        caller = new HttpCaller(handler, time);
    }

    public void Dispose()
    {
        caller.Dispose();
        handler.Dispose();
    }

    [Theory]
    [InlineData(200)]
    [InlineData(204)]
    [InlineData(301)]
    [InlineData(308)]
    [InlineData(404)]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Send_to_a_server_that_answers_gives_its_status(int status)
    {
        await using var server = new TinyServer($"HTTP/1.1 {status} X\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n");

        (await SendAsync(server.Url())).ShouldBeOfType<CallResult.Answered>().Status.ShouldBe(status);
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Send_gives_headers_as_they_came_and_the_body()
    {
        await using var server = new TinyServer(
            "HTTP/1.1 200 OK\r\nX-A: 1\r\nX-A: 2, 3\r\nDate: not a date\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: 2\r\n\r\n{}");

        var answer = (await SendAsync(server.Url())).ShouldBeOfType<CallResult.Answered>();

        answer.Headers.ShouldBe(
            [
                new("X-A", "1"), new("X-A", "2, 3"), new("Date", "not a date"),
                new("Content-Type", "application/json; charset=utf-8"), new("Content-Length", "2"),
            ],
            ignoreOrder: true);
        Encoding.UTF8.GetString(answer.Body.Span).ShouldBe("{}");
        answer.ContentType.ShouldBe("application/json; charset=utf-8");
    }

    [Fact]
    public async Task Send_writes_the_request_as_it_is_given_and_leaks_no_trace()
    {
        await using var server = new TinyServer(Ok);
        using var activity = new Activity("a run").Start();

        await SendAsync(new OutgoingCall("POST", server.Url("/a%2Fb?q=1%202"))
        {
            Headers = [new("X-A", "1"), new("X-A", "2"), new("X-Ü", "refused otherwise")],
        });
        await SendAsync(new OutgoingCall("POST", server.Url("/a%2Fb?q=1%202"))
        {
            Headers = [new("X-A", "1"), new("Authorization", "Bearer ü")],
            Body = "{}"u8.ToArray(),
            ContentType = "application/json",
        });

        var request = server.Requests.ShouldHaveSingleItem();
        request.Head.Split("\r\n").ShouldBe(
            [
                "POST /a%2Fb?q=1%202 HTTP/1.1", $"Host: 127.0.0.1:{server.Port}", "X-A: 1", "Authorization: Bearer Ã¼",
                "User-Agent: ArazzoDurable/0.1.0", "Accept-Encoding: gzip, deflate, br", "Content-Type: application/json", "Content-Length: 2",
            ],
            ignoreOrder: true);
        request.Body.ShouldBe("{}");
    }

    [Fact]
    public async Task Send_of_a_call_with_its_own_user_agent_keeps_it()
    {
        await using var server = new TinyServer(Ok);

        await SendAsync(new OutgoingCall("GET", server.Url()) { Headers = [new("User-Agent", "mine"), new("Accept-Encoding", "identity")] });

        var head = server.Requests.ShouldHaveSingleItem().Head;
        head.ShouldContain("User-Agent: mine\r\n");
        head.ShouldNotContain("ArazzoDurable");
        head.ShouldNotContain("gzip");
    }

    [Theory]
    [InlineData("X-A", "1\r\nX-Evil: 1", "The value of the header X-A has a control character.")]
    [InlineData("X-A", "1\nX-Evil: 1", "The value of the header X-A has a control character.")]
    [InlineData("X-A", "a\0b", "The value of the header X-A has a control character.")]
    [InlineData("X-A", "a\u0085b", "The value of the header X-A has a control character.")]
    [InlineData("X-A\r\nX-Evil", "1", "A header's name has a character that is not allowed there.")]
    [InlineData("X A", "1", "A header's name has a character that is not allowed there.")]
    [InlineData("", "1", "A header's name has a character that is not allowed there.")]
    [InlineData("Host", "evil.example", "The header Host is set by the connection and cannot be given.")]
    [InlineData("content-length", "0", "The header content-length is set by the connection and cannot be given.")]
    [InlineData("Transfer-Encoding", "chunked", "The header Transfer-Encoding is set by the connection and cannot be given.")]
    [InlineData("Connection", "close", "The header Connection is set by the connection and cannot be given.")]
    public async Task Send_of_a_header_that_could_split_the_request_is_refused(string name, string value, string expected)
    {
        await using var server = new TinyServer(Ok);

        var result = await SendAsync(new OutgoingCall("GET", server.Url()) { Headers = [new(name, value)] });

        result.ShouldBe(new CallResult.Unanswered(CallFault.HeaderInvalid, expected));
        server.Connections.ShouldBe(0);
    }

    [Theory]
    [InlineData("GET /evil HTTP/1.1\r\nX", null, "The method is not a valid HTTP method.")]
    [InlineData("GET", "text/plain\r\nX: 1", "The content type is not a valid media type.")]
    [InlineData("GET", "nonsense", "The content type is not a valid media type.")]
    public async Task Send_of_an_invalid_method_or_media_type_is_refused(string method, string? type, string expected)
    {
        var result = await SendAsync(new OutgoingCall(method, new Uri("http://127.0.0.1:1/")) { ContentType = type, Body = Array.Empty<byte>() });

        result.ShouldBe(new CallResult.Unanswered(CallFault.HeaderInvalid, expected));
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("/relative")]
    public async Task Send_to_another_kind_of_url_is_refused(string url) =>
        (await SendAsync(new Uri(url, UriKind.RelativeOrAbsolute)))
            .ShouldBe(new CallResult.Unanswered(CallFault.UrlInvalid, "The URL is not an absolute one of http or https."));

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("bare deflate")]
    [InlineData("br")]
    [InlineData("gzip, br")]
    public async Task Send_undoes_the_compression(string coding)
    {
        var body = coding.Split(", ").Aggregate("hello, hello, hello"u8.ToArray(), Compress);
        await using var server = Compressed(coding.Replace("bare ", "", StringComparison.Ordinal), body);

        var answer = (await SendAsync(server.Url())).ShouldBeOfType<CallResult.Answered>();

        Encoding.UTF8.GetString(answer.Body.Span).ShouldBe("hello, hello, hello");
    }

    [Fact]
    public async Task Send_with_an_unknown_coding_leaves_the_body()
    {
        await using var server = Compressed("zstd", "raw"u8.ToArray());

        (await SendAsync(server.Url())).ShouldBeOfType<CallResult.Answered>().Body.ToArray().ShouldBe("raw"u8.ToArray());
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("gzip, gzip, gzip, gzip")]
    public async Task Send_with_a_body_not_compressed_as_said_is_damaged(string coding)
    {
        await using var server = Compressed(coding, "this is no such thing"u8.ToArray());

        (await SendAsync(server.Url())).ShouldBe(new CallResult.Unanswered(
            CallFault.ResponseDamaged, $"The response from 127.0.0.1:{server.Port} is not compressed the way its headers say.", 200));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Send_to_a_compression_bomb_stops_at_the_limit(string coding)
    {
        await using var server = Compressed(coding, Compress(new byte[50_000_000], coding));
        var before = GC.GetTotalAllocatedBytes();

        var result = await SendAsync(server.Url());

        result.ShouldBe(new CallResult.Unanswered(
            CallFault.ResponseTooLarge, $"The response from 127.0.0.1:{server.Port} has a body of more than 10485760 bytes.", 200));
        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(100_000_000);
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public async Task Send_to_a_chunked_answer_counts_its_bytes(int length, bool fits)
    {
        await using var server = new TinyServer(
            $"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{length:x}\r\n{new string('x', length)}\r\n0\r\n\r\n");

        var result = await caller.SendAsync(new OutgoingCall("GET", server.Url()), new CallLimits { ResponseBytes = 100 }, CancellationToken.None);

        (result is CallResult.Answered).ShouldBe(fits);
        if (result is CallResult.Unanswered unanswered)
            unanswered.Fault.ShouldBe(CallFault.ResponseTooLarge);
    }

    [Fact]
    public async Task Send_of_head_ignores_the_length_of_the_body_that_is_not_there()
    {
        await using var server = new TinyServer("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 99999999\r\n\r\n");

        (await SendAsync(new OutgoingCall("HEAD", server.Url()))).ShouldBeOfType<CallResult.Answered>().Body.Length.ShouldBe(0);
    }

    [Theory]
    [InlineData(70_000, "The response from 127.0.0.1:{0} has headers of more than 65536 bytes.")]
    [InlineData(2_000, "The response from 127.0.0.1:{0} has headers of more than 1000 bytes.")]
    public async Task Send_to_an_answer_with_large_headers_is_too_large(int size, string expected)
    {
        await using var server = new TinyServer($"HTTP/1.1 200 OK\r\nX-A: {new string('x', size)}\r\nContent-Length: 0\r\n\r\n");

        var result = await caller.SendAsync(new OutgoingCall("GET", server.Url()), new CallLimits { HeaderBytes = 1000 }, CancellationToken.None);

        var unanswered = result.ShouldBeOfType<CallResult.Unanswered>();
        unanswered.Fault.ShouldBe(CallFault.ResponseTooLarge);
        unanswered.Message.ShouldBe(expected.Replace("{0}", $"{server.Port}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Send_to_a_dripping_server_ends_with_the_timeout()
    {
        var begun = new TaskCompletionSource();
        await using var server = new TinyServer(async exchange =>
        {
            await exchange.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nx");
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, exchange.Stopping);
        });

        var sending = SendAsync(server.Url("/?token=canary"));
        await begun.Task;
        time.Advance(TimeSpan.FromSeconds(99));
        sending.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(1));
        var result = (CallResult.Unanswered)await sending;

        (result with { Status = null }).ShouldBe(
            new CallResult.Unanswered(CallFault.Timeout, $"The call to 127.0.0.1:{server.Port} took longer than 100 s."));
        result.Fault.IsTransient.ShouldBeTrue();
    }

    [Fact]
    public async Task Send_that_the_caller_cancels_throws()
    {
        using var cancellation = new CancellationTokenSource();
        await using var server = new TinyServer(_ => cancellation.CancelAsync());

        var sending = caller.SendAsync(new OutgoingCall("GET", server.Url()), CallLimits.Default, cancellation.Token);

        (await Should.ThrowAsync<OperationCanceledException>(() => sending)).CancellationToken.ShouldBe(cancellation.Token);
    }

    [Fact]
    public async Task Send_to_a_closed_port_is_refused()
    {
        Uri url;
        await using (var server = new TinyServer(Ok))
            url = server.Url("/path?token=canary");

        var result = (await SendAsync(url)).ShouldBeOfType<CallResult.Unanswered>();

        result.ShouldBe(new CallResult.Unanswered(CallFault.ConnectionRefused, $"The connection to {url.Authority} was refused."));
        result.Fault.IsTransient.ShouldBeTrue();
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf", 200)]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n", null)]
    public async Task Send_to_a_server_that_breaks_off_is_reset(string answer, int? status)
    {
        await using var server = new TinyServer(async exchange =>
        {
            await exchange.SendAsync(answer);
            exchange.Socket.Shutdown(SocketShutdown.Both);
        });

        (await SendAsync(server.Url())).ShouldBe(new CallResult.Unanswered(
            CallFault.ConnectionReset, $"The connection to 127.0.0.1:{server.Port} broke before the whole response came.", status));
    }

    [Fact]
    public async Task Send_to_a_server_that_resets_is_reset()
    {
        await using var server = new TinyServer(exchange =>
        {
            exchange.Socket.LingerState = new LingerOption(true, 0);
            exchange.Socket.Close();
            return Task.CompletedTask;
        });

        (await SendAsync(server.Url())).ShouldBeOfType<CallResult.Unanswered>().Fault.ShouldBe(CallFault.ConnectionReset);
    }

    [Fact]
    public async Task Send_to_a_server_with_an_untrusted_certificate_is_a_fault_of_tls()
    {
        var listening = new TaskCompletionSource<int>();
        var serving = ServeTlsAsync(listening);
        var port = await listening.Task;

        var result = await SendAsync(new Uri($"https://127.0.0.1:{port}/"));
        await serving;

        result.ShouldBe(new CallResult.Unanswered(
            CallFault.Tls, $"No secure connection to 127.0.0.1:{port} came about; its certificate may not be trusted."));
    }

    [Fact]
    public void Fault_codes_are_stable_and_tell_what_is_worth_another_try()
    {
        Enum.GetValues<CallFault>().Select(fault => $"{fault.Code} {fault.IsTransient}").ShouldBe(
        [
            "connection-refused True", "connection-reset True", "timeout True", "dns True", "tls False", "host-not-allowed False",
            "response-too-large False", "response-damaged False", "header-invalid False", "url-invalid False",
        ]);
    }

    [Fact]
    public void Call_prints_without_what_may_be_secret() =>
        new OutgoingCall("GET", new Uri("http://user:pass@a.example/p?token=canary")) { Headers = [new("X-Key", "canary")] }
            .ToString().ShouldBe("GET http://a.example");

    Task<CallResult> SendAsync(Uri url) => SendAsync(new OutgoingCall("GET", url));

    Task<CallResult> SendAsync(OutgoingCall call) => caller.SendAsync(call, CallLimits.Default, CancellationToken.None);

    static TinyServer Compressed(string coding, byte[] body) => new(async exchange =>
    {
        await exchange.SendAsync($"HTTP/1.1 200 OK\r\nContent-Encoding: {coding}\r\nContent-Length: {body.Length}\r\n\r\n");
        await exchange.SendAsync(body);
    });

    static byte[] Compress(byte[] body, string coding)
    {
        using var result = new MemoryStream();
        using (Stream stream = coding switch
        {
            "gzip" => new GZipStream(result, CompressionMode.Compress),
            "deflate" => new ZLibStream(result, CompressionMode.Compress),
            "br" => new BrotliStream(result, CompressionLevel.Fastest),
            _ => new DeflateStream(result, CompressionMode.Compress),
        })
            stream.Write(body);
        return result.ToArray();
    }

    static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
    }

    static async Task ServeTlsAsync(TaskCompletionSource<int> listening)
    {
        using var certificate = SelfSigned();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        listening.SetResult(((IPEndPoint)listener.LocalEndpoint).Port);
        using var client = await listener.AcceptTcpClientAsync();
        await using var stream = new SslStream(client.GetStream());
        try
        {
            await stream.AuthenticateAsServerAsync(certificate);
            await stream.ReadExactlyAsync(new byte[1]);
        }
        catch (Exception exception) when (exception is AuthenticationException or IOException)
        {
            // The client turned away.
        }
    }
}
