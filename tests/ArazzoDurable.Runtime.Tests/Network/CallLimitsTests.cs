using System.IO.Compression;
using System.Text;
using ArazzoDurable.Runtime.Network;

namespace ArazzoDurable.Runtime.Tests.Network;

public sealed class CallLimitsTests : CallerTests
{
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
        await using var server = Compressed(coding, Compress(megabytes: 400, coding));
        var before = GC.GetTotalAllocatedBytes();

        var result = await SendAsync(server.Url());

        result.ShouldBe(new CallResult.Unanswered(
            CallFault.ResponseTooLarge, $"The response from 127.0.0.1:{server.Port} has a body of more than 10485760 bytes.", 200));
        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(300_000_000);
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public async Task Send_to_a_chunked_answer_counts_its_bytes(int length, bool fits)
    {
        await using var server = new TinyServer(
            $"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{length:x}\r\n{new string('x', length)}\r\n0\r\n\r\n");

        var result = await Caller.SendAsync(new OutgoingCall("GET", server.Url()), new CallLimits { ResponseBytes = 100 }, CancellationToken.None);

        (result is CallResult.Answered).ShouldBe(fits);
        if (result is CallResult.Unanswered unanswered)
            unanswered.Fault.ShouldBe(CallFault.ResponseTooLarge);
    }

    [Fact]
    public async Task Send_to_an_endless_answer_stops_at_the_limit()
    {
        await using var server = new TinyServer(async exchange =>
        {
            await exchange.SendAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            while (true)
                await exchange.SendAsync("4\r\nmore\r\n");
        });

        var result = await Caller.SendAsync(new OutgoingCall("GET", server.Url()), new CallLimits { ResponseBytes = 100 }, CancellationToken.None);

        result.ShouldBeOfType<CallResult.Unanswered>().Fault.ShouldBe(CallFault.ResponseTooLarge);
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

        var result = await Caller.SendAsync(new OutgoingCall("GET", server.Url()), new CallLimits { HeaderBytes = 1000 }, CancellationToken.None);

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
        Time.Advance(TimeSpan.FromSeconds(99));
        sending.IsCompleted.ShouldBeFalse();
        Time.Advance(TimeSpan.FromSeconds(1));
        var result = (CallResult.Unanswered)await sending;

        (result with { Status = null }).ShouldBe(
            new CallResult.Unanswered(CallFault.Timeout, $"The call to 127.0.0.1:{server.Port} took longer than 100 s."));
        result.Fault.IsTransient.ShouldBeTrue();
    }

    static TinyServer Compressed(string coding, byte[] body) => new(async exchange =>
    {
        await exchange.SendAsync($"HTTP/1.1 200 OK\r\nContent-Encoding: {coding}\r\nContent-Length: {body.Length}\r\n\r\n");
        await exchange.SendAsync(body);
    });

    static byte[] Compress(byte[] body, string coding) => Compress([body], coding);

    static byte[] Compress(int megabytes, string coding) => Compress(Enumerable.Repeat(new byte[1_000_000], megabytes), coding);

    static byte[] Compress(IEnumerable<byte[]> parts, string coding)
    {
        using var result = new MemoryStream();
        using (Stream stream = coding switch
        {
            "gzip" => new GZipStream(result, CompressionLevel.Fastest),
            "deflate" => new ZLibStream(result, CompressionLevel.Fastest),
            "br" => new BrotliStream(result, CompressionLevel.Fastest),
            _ => new DeflateStream(result, CompressionLevel.Fastest),
        })
        {
            foreach (var part in parts)
                stream.Write(part);
        }
        return result.ToArray();
    }
}
