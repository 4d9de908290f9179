namespace ArazzoDurable.Conformance.Tests.Hosts;

/// <summary>
/// A host that runs somewhere, by its URL: <c>ARAZZO_HOST_URL</c>, its key in <c>ARAZZO_HOST_KEY</c>, that of the Functions runtime in
/// <c>ARAZZO_HOST_SYSTEM_KEY</c>. Whether the runtime stands in front of it shows in how it answers a path at which there is nothing.
/// </summary>
public sealed class RunningHost : IHostUnderTest
{
    readonly Lazy<HttpClient> client = new(Connect);

    /// <inheritdoc/>
    public static string? Absence => Setting("ARAZZO_HOST_URL") is null ? "ARAZZO_HOST_URL is not set." : null;

    /// <inheritdoc/>
    public static string? AbsenceOfInstances => Setting("ARAZZO_HOST_SYSTEM_KEY") is null ? "ARAZZO_HOST_SYSTEM_KEY is not set." : null;

    /// <inheritdoc/>
    public string Name => $"the host at {Setting("ARAZZO_HOST_URL")}";

    /// <inheritdoc/>
    public HttpClient Client => client.Value;

    /// <inheritdoc/>
    public string? InstancesKey => Setting("ARAZZO_HOST_SYSTEM_KEY");

    /// <inheritdoc/>
    public bool HasPlatformInFront { get; private set; }

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (Absence is not null)
            return;
        // The API says what it did not find; the runtime says nothing.
        using var answer = await Client.GetAsync(new Uri("/api/there-is-nothing-here", UriKind.Relative));
        HasPlatformInFront = (await answer.Content.ReadAsByteArrayAsync()).Length == 0;
    }

    /// <inheritdoc/>
    public Task DisposeAsync()
    {
        if (client.IsValueCreated)
            client.Value.Dispose();
        return Task.CompletedTask;
    }

    // Longer than any wait that is asked for.
    static HttpClient Connect() => new(new KeyHandler(Setting("ARAZZO_HOST_KEY"), Setting("ARAZZO_HOST_SYSTEM_KEY")))
    {
        BaseAddress = new Uri(Setting("ARAZZO_HOST_URL")!),
        Timeout = TimeSpan.FromMinutes(3),
    };

    static string? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
