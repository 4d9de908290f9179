using ArazzoDurable.Runtime.Credentials;
using ArazzoDurable.Runtime.Network;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Cli.Hosting;

/// <summary>How the runner works in this process.</summary>
sealed record LocalHostOptions
{
    /// <summary>The data folder.</summary>
    public required string DataFolder { get; init; }

    /// <summary>What works in it, for the one who finds it in use.</summary>
    public required string Holder { get; init; }

    /// <summary>The hosts that every run may call though their addresses are private.</summary>
    public HostAllowList AllowedHosts { get; init; } = HostAllowList.Empty;

    /// <summary>The keys that seal secrets, as text; null: the key file of the data folder.</summary>
    public string? SecretKey { get; init; }

    /// <summary>The credentials of the environment.</summary>
    public HostCredentials Credentials { get; init; } = HostCredentials.None;

    /// <summary>Is told how walks go.</summary>
    public required IWalkObserver Observer { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
