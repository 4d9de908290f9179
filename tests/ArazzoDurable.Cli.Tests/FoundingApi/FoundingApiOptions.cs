namespace ArazzoDurable.Cli.Tests.FoundingApi;

/// <summary>How a <see cref="FoundingApiServer"/> behaves.</summary>
public sealed record FoundingApiOptions
{
    /// <summary>The token that each request must bring.</summary>
    public string Token { get; init; } = "founding-token";

    /// <summary>How many looks at a run find it provisioning, and how many polls of a Dataiku scenario find it running.</summary>
    public int Polls { get; init; } = 3;

    /// <summary>How many waits for a devbox run into 408 before it has arrived; at least one.</summary>
    public int Timeouts { get; init; } = 1;

    /// <summary>How long answers are held back after their effect, replayed ones excepted; a client that is killed meanwhile has had the effect and does not know.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The Retry-After, in seconds, of answers that say "not yet"; null: none.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>The port of the loopback address; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>A file that gets a line of JSON per request; null: none.</summary>
    public string? LogFile { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
