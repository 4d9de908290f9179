using System.Net;

namespace ArazzoDurable.Runtime.Network;

/// <summary>A call was not made because of where it would have gone. Nothing was sent, and no connection opened.</summary>
/// <param name="host">The host of the URL.</param>
/// <param name="address">The address that it leads to.</param>
/// <param name="kind">What the address is: the reason.</param>
public sealed class HostRefusedException(string host, IPAddress address, AddressKind kind) : Exception(Describe(host, address, kind))
{
    /// <summary>The host of the URL.</summary>
    public string Host { get; } = host;

    /// <summary>The address that it leads to.</summary>
    public IPAddress Address { get; } = address;

    /// <summary>What the address is: the reason of the refusal.</summary>
    public AddressKind Kind { get; } = kind;

    static string Describe(string host, IPAddress address, AddressKind kind)
    {
        var what = kind switch
        {
            AddressKind.Public => "a public address",
            AddressKind.Private => "a private address",
            AddressKind.Loopback => "a loopback address",
            AddressKind.LinkLocal => "a link-local address",
            AddressKind.Metadata => "a metadata address",
            AddressKind.Multicast => "a multicast address",
            AddressKind.Unspecified => "an unspecified address",
            _ => "an address set apart for special use",
        };
        var subject = host == address.ToString() ? $"{host} is {what}" : $"{host} leads to {address}, {what}";
        return AddressRules.CanBeAllowed(kind)
            ? $"{subject}; allow it with --allow-host {host}, on Azure Functions with the setting ARAZZO_ALLOW_HOSTS"
            : $"{subject}; such addresses are never called";
    }
}
