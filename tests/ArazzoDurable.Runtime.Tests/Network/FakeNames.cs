using System.Net;
using System.Net.Sockets;

namespace ArazzoDurable.Runtime.Tests.Network;

/// <summary>Names without a network. A name with several answers gives the next one each time, and the last one from then on.</summary>
sealed class FakeNames(params (string Host, string[] Addresses)[] answers)
{
    readonly Dictionary<string, Queue<string[]>> answers = answers
        .GroupBy(answer => answer.Host)
        .ToDictionary(same => same.Key, same => new Queue<string[]>(same.Select(answer => answer.Addresses)));

    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        if (!answers.TryGetValue(host, out var queue))
            throw new SocketException((int)SocketError.HostNotFound);
        return Task.FromResult((queue.Count > 1 ? queue.Dequeue() : queue.Peek()).Select(IPAddress.Parse).ToArray());
    }
}
