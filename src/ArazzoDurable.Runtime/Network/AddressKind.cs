namespace ArazzoDurable.Runtime.Network;

/// <summary>What an IP address leads to, as far as it matters for who may be called.</summary>
public enum AddressKind
{
    /// <summary>A host of the public internet.</summary>
    Public,

    /// <summary>A host of a private network: RFC 1918, shared address space, benchmarking, unique local. Called only if the host is allowed.</summary>
    Private,

    /// <summary>This machine. Called only if the host is allowed.</summary>
    Loopback,

    /// <summary>A host on the same link. Never called.</summary>
    LinkLocal,

    /// <summary>A service that gives a cloud machine its identity and credentials. Never called.</summary>
    Metadata,

    /// <summary>A group of hosts. Never called.</summary>
    Multicast,

    /// <summary>No address: 0.0.0.0/8 and ::. Never called, because some systems take it for this machine.</summary>
    Unspecified,

    /// <summary>Set apart for documentation, and for former and future uses. Never called.</summary>
    SpecialUse,
}
