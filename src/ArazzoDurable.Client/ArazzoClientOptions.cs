namespace ArazzoDurable.Client;

/// <summary>How an <see cref="ArazzoClient"/> goes about its calls. Not a record: its text would hold the key.</summary>
public sealed class ArazzoClientOptions
{
    /// <summary>The key of the server, sent in the header <c>x-functions-key</c>.</summary>
    /// <value>Null: none is sent, beside what the default headers of the <see cref="HttpClient"/> hold.</value>
    public string? ApiKey { get; init; }

    /// <summary>How often a call that may be made again is, after a failure that may pass.</summary>
    /// <value>3, by default.</value>
    public int Retries { get; init; } = 3;

    /// <summary>How long a server may give no answer, without a break, until waiting for and watching a run give up.</summary>
    /// <value>10 minutes, by default.</value>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The longest that one request waits for a run; a longer wait is made of several. Whole seconds.</summary>
    /// <value>60 seconds, by default, and never more than 60 % of <see cref="HttpClient.Timeout"/>.</value>
    public TimeSpan WaitSlice { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a stream of events may be silent until it is taken for broken, and opened again where it was.</summary>
    /// <value>90 seconds, by default.</value>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>The clock that pauses are measured by.</summary>
    /// <value>The system's, by default.</value>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
