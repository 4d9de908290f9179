namespace ArazzoDurable.Runtime.Network;

/// <summary>What one call may cost.</summary>
public sealed record CallLimits
{
    /// <summary>The limits that hold when nothing else is said.</summary>
    public static CallLimits Default { get; } = new();

    /// <summary>The largest response body in bytes, counted before and after decompression.</summary>
    /// <value>10 MiB.</value>
    public int ResponseBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>The most characters of all names and values of the response's headers. The handler has a limit of its own of 64 KiB.</summary>
    /// <value>64 KiB.</value>
    public int HeaderBytes { get; init; } = GuardedHttp.MaxResponseHeaderKilobytes * 1024;

    /// <summary>How long a call may take, from opening the connection to the last byte of the body.</summary>
    /// <value>100 seconds.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);
}
