using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ArazzoDurable.Runtime.Network;

namespace ArazzoDurable.Runtime.Tests.Network;

public sealed class CallFaultTests : CallerTests
{
    [Fact]
    public async Task Send_that_the_caller_cancels_throws()
    {
        using var cancellation = new CancellationTokenSource();
        await using var server = new TinyServer(_ => cancellation.CancelAsync());

        var sending = Caller.SendAsync(new OutgoingCall("GET", server.Url()), CallLimits.Default, cancellation.Token);

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
