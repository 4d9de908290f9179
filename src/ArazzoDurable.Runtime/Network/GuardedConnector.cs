using System.Net;
using System.Net.Sockets;

namespace ArazzoDurable.Runtime.Network;

/// <summary>
/// Opens connections, to checked addresses only: the name is resolved here, each address is judged, and the connection goes to an address
/// that passed, so that a name cannot change its mind in between. Addresses that do not pass are left out; when none passes, or the name
/// cannot be resolved, there is no connection.
/// </summary>
/// <param name="resolve">Finds the addresses of a name.</param>
/// <param name="passes">Which kinds of address may be called.</param>
sealed class GuardedConnector(NameResolver resolve, Func<AddressKind, bool> passes)
{
    // Of several addresses a silent one must not use up the whole time to connect.
    static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(3);

    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        // An IPv6 address stands in brackets here.
        var (host, port) = (context.DnsEndPoint.Host.Trim('[', ']'), context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, cancellationToken);
        var passing = addresses.Where(address => passes(AddressRules.Classify(address))).ToArray();
        if (addresses is [var first, ..] && passing.Length == 0)
            throw new HostRefusedException(host, first, AddressRules.Classify(first));
        Exception failure = new SocketException((int)SocketError.HostNotFound);
        for (var i = 0; i < passing.Length; i++)
        {
            using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            if (i < passing.Length - 1)
                attempt.CancelAfter(AttemptTimeout);
            try
            {
                return await ConnectAsync(new IPEndPoint(passing[i], port), attempt.Token);
            }
            catch (Exception exception) when (
                exception is SocketException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                failure = exception;
            }
        }
        throw failure;
    }

    static async Task<Stream> ConnectAsync(IPEndPoint target, CancellationToken cancellationToken)
    {
        Socket? socket = null;
        try
        {
            socket = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(target, cancellationToken);
            var stream = new NetworkStream(socket, ownsSocket: true);
            socket = null;
            return stream;
        }
        finally
        {
            socket?.Dispose();
        }
    }
}
