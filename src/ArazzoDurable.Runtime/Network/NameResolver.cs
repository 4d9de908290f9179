using System.Net;

namespace ArazzoDurable.Runtime.Network;

/// <summary>Finds the addresses of a host name.</summary>
/// <param name="host">The name.</param>
/// <param name="cancellationToken">Gives up.</param>
/// <returns>The addresses, the preferred ones first.</returns>
/// <exception cref="System.Net.Sockets.SocketException">The name has no address, or it could not be found out.</exception>
public delegate Task<IPAddress[]> NameResolver(string host, CancellationToken cancellationToken);
