using System.Diagnostics.CodeAnalysis;
using ArazzoDurable.Functions.TestHub;
using Microsoft.Extensions.Logging;

namespace ArazzoDurable.Conformance.Tests.Hosts;

/// <summary>The functions of the Functions app, in this process: behind their attributes, on a task hub that keeps the limits of the real one.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "DisposeAsync of IAsyncLifetime does it.")]
public sealed class FunctionsHostUnderTest : IHostUnderTest
{
    FunctionsApp? app;

    /// <inheritdoc/>
    public static string? Absence => null;

    /// <inheritdoc/>
    public static string? AbsenceOfInstances => "The built-in status endpoint is the Functions runtime's, which is not in this process.";

    /// <inheritdoc/>
    public string Name => "the functions";

    /// <inheritdoc/>
    public HttpClient Client => app?.Client ?? throw new InvalidOperationException("The app has not been started.");

    /// <inheritdoc/>
    public bool HasPlatformInFront => true;

    /// <inheritdoc/>
    public async Task InitializeAsync() =>
        app = await FunctionsApp.StartAsync(new FunctionsAppOptions { Settings = FunctionsAppOptions.LocalSettings.Remove("ARAZZO_ALLOW_SERVER_OVERRIDES") });

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (app is null)
            return;
        await app.DisposeAsync();
        app.Log.Where(line => line.Level >= LogLevel.Error).ShouldBeEmpty("failures on our side");
    }
}
