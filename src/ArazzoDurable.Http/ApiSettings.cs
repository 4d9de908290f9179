namespace ArazzoDurable.Http;

/// <summary>How a host wants its API to be.</summary>
public sealed record ApiSettings
{
    /// <summary>The settings when nobody says otherwise: open to everybody who can connect, and careful in all else.</summary>
    public static ApiSettings Default { get; } = new();

    /// <summary>
    /// The key that requests carry in the header <c>x-functions-key</c>, as <c>Authorization: Bearer</c> or in the query as <c>code</c>.
    /// </summary>
    /// <value>Null: no key is asked for.</value>
    public string? ApiKey
    {
        get;
        init => field = value is "" ? throw new ArgumentException("An API key is not empty; null means that none is asked for.", nameof(value)) : value;
    }

    /// <summary>The longest body that is read, in bytes.</summary>
    /// <value>16 MiB.</value>
    public int BodyLimit { get; init; } = 16 * 1024 * 1024;

    /// <summary>Whether a submit may have a source called at another server, by <c>overrides.servers</c>.</summary>
    /// <value>False.</value>
    public bool AllowServerOverrides { get; init; }

    /// <summary>Whether results show secrets in clear; else they read <c>***</c>.</summary>
    /// <value>False.</value>
    public bool RevealSecrets { get; init; }

    /// <summary>How long a request waits for a run at the most, whatever <c>timeoutSecs</c> says.</summary>
    /// <value>One day, which is also the longest <c>timeoutSecs</c>.</value>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromDays(1);

    /// <summary>
    /// How many requests are taken in a second, those without the key counted apart. Further ones are answered with 429. Health and the
    /// API's description do not count; a request that waits counts once.
    /// </summary>
    /// <value>1,000; 0: any number.</value>
    public int RequestsPerSecond { get; init => field = NotNegative(value); } = 1000;

    /// <summary>How many requests are taken at once after a pause.</summary>
    /// <value>1,000.</value>
    public int RequestBurst
    {
        get;
        init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "At least one request is taken at once.");
    } = 1000;

    /// <summary>How many requests may wait at the same time. Further ones are answered with 429.</summary>
    /// <value>1,000.</value>
    public int WaitingRequests { get; init => field = NotNegative(value); } = 1000;

    /// <summary>How long an answer that is a stream goes on at the most; then it asks the client to come again.</summary>
    /// <value>Null: as long as the run.</value>
    public TimeSpan? LongestStream { get; init; }

    /// <summary>Whether the host hands over an answer only when it is whole. A stream then ends as soon as it has told something, and asks the client to come again.</summary>
    /// <value>False.</value>
    public bool StreamsAreBuffered { get; init; }

    /// <summary>Whether the answer to a submit has the URL of the built-in status endpoint for its run, as <c>statusQueryGetUri</c>; never with a key.</summary>
    /// <value>False.</value>
    public bool TellStatusQueryUri { get; init; }

    static int NotNegative(int value) => value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A number of requests is not negative.");
}
