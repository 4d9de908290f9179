using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace ArazzoDurable.Runtime.Network;

/// <summary>
/// Classifies IP addresses by the IANA special-purpose registries and the metadata addresses of the cloud providers. An IPv6 address that
/// carries an IPv4 address (mapped, 6to4, Teredo, NAT64) is what that address is.
/// </summary>
public static class AddressRules
{
    static readonly IPNetwork LocalTranslation = IPNetwork.Parse("64:ff9b:1::/48");

    // The first network that contains an address decides, so narrower ones stand before wider ones.
    static readonly ImmutableArray<(IPNetwork Network, AddressKind Kind)> V4 = Table(
        ("169.254.169.254/32", AddressKind.Metadata), // AWS, Azure, Google Cloud
        ("169.254.170.2/32", AddressKind.Metadata), // AWS ECS
        ("169.254.170.23/32", AddressKind.Metadata), // AWS EKS
        ("168.63.129.16/32", AddressKind.Metadata), // Azure WireServer
        ("100.100.100.200/32", AddressKind.Metadata), // Alibaba Cloud
        ("192.0.0.192/32", AddressKind.Metadata), // Oracle Cloud
        ("0.0.0.0/8", AddressKind.Unspecified),
        ("10.0.0.0/8", AddressKind.Private),
        ("100.64.0.0/10", AddressKind.Private),
        ("127.0.0.0/8", AddressKind.Loopback),
        ("169.254.0.0/16", AddressKind.LinkLocal),
        ("172.16.0.0/12", AddressKind.Private),
        ("192.0.0.0/24", AddressKind.SpecialUse),
        ("192.0.2.0/24", AddressKind.SpecialUse),
        ("192.88.99.0/24", AddressKind.SpecialUse),
        ("192.168.0.0/16", AddressKind.Private),
        ("198.18.0.0/15", AddressKind.Private),
        ("198.51.100.0/24", AddressKind.SpecialUse),
        ("203.0.113.0/24", AddressKind.SpecialUse),
        ("224.0.0.0/4", AddressKind.Multicast),
        ("240.0.0.0/4", AddressKind.SpecialUse),
        ("0.0.0.0/0", AddressKind.Public));

    static readonly ImmutableArray<(IPNetwork Network, AddressKind Kind)> V6 = Table(
        ("fd00:ec2::254/128", AddressKind.Metadata), // AWS
        ("fd00:ec2::23/128", AddressKind.Metadata), // AWS EKS
        ("fd20:ce::254/128", AddressKind.Metadata), // Google Cloud
        ("::/128", AddressKind.Unspecified),
        ("::1/128", AddressKind.Loopback),
        ("2001:db8::/32", AddressKind.SpecialUse),
        ("2001::/23", AddressKind.SpecialUse),
        ("3fff::/20", AddressKind.SpecialUse),
        ("2000::/3", AddressKind.Public),
        ("fc00::/7", AddressKind.Private),
        ("fec0::/10", AddressKind.Private),
        ("fe80::/10", AddressKind.LinkLocal),
        ("ff00::/8", AddressKind.Multicast),
        ("::/0", AddressKind.SpecialUse));

    static readonly ImmutableArray<(IPNetwork Network, Func<byte[], byte[]> Inner)> Carriers =
    [
        (IPNetwork.Parse("64:ff9b::/96"), bytes => bytes[12..]),
        (LocalTranslation, bytes => bytes[12..]),
        (IPNetwork.Parse("2002::/16"), bytes => bytes[2..6]),
        (IPNetwork.Parse("2001::/32"), bytes => [.. bytes[12..].Select(part => (byte)~part)]),
    ];

    /// <summary>What an address leads to.</summary>
    public static AddressKind Classify(IPAddress address)
    {
        // Mapped addresses come first: IPNetwork takes them for IPv4, but compares them with IPv6 networks.
        if (address.IsIPv4MappedToIPv6)
            return First(V4, address.MapToIPv4());
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return First(V4, address);
        // A scope id is no part of where the address leads, and a network contains no address that has one.
        var bytes = address.GetAddressBytes();
        var plain = new IPAddress(bytes);
        foreach (var (network, inner) in Carriers)
        {
            if (!network.Contains(plain))
                continue;
            var kind = First(V4, new IPAddress(inner(bytes)));
            return kind == AddressKind.Public && network == LocalTranslation ? AddressKind.Private : kind;
        }
        return First(V6, plain);
    }

    /// <summary>Whether an address of this kind is called when its host is allowed.</summary>
    public static bool CanBeAllowed(AddressKind kind) => kind is AddressKind.Public or AddressKind.Private or AddressKind.Loopback;

    static AddressKind First(ImmutableArray<(IPNetwork Network, AddressKind Kind)> table, IPAddress address) =>
        table.First(row => row.Network.Contains(address)).Kind;

    static ImmutableArray<(IPNetwork Network, AddressKind Kind)> Table(params ReadOnlySpan<(string Network, AddressKind Kind)> rows)
    {
        var table = ImmutableArray.CreateBuilder<(IPNetwork Network, AddressKind Kind)>(rows.Length);
        foreach (var (network, kind) in rows)
            table.Add((IPNetwork.Parse(network), kind));
        return table.MoveToImmutable();
    }
}
