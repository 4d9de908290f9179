using ArazzoDurable.Cli.Reports;
using ArazzoDurable.Client;

namespace ArazzoDurable.Cli.Remote;

/// <summary>A server that commands work on. Not a record: its text would hold the key.</summary>
sealed class RemoteServer : IDisposable
{
    static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(15);

    readonly HttpClient http;
    readonly bool isNamed;

    /// <summary>Makes ready to call a server.</summary>
    /// <param name="url">Where it is.</param>
    /// <param name="apiKey">Its key; null when none was given.</param>
    /// <param name="isNamed">Whether the command line names it.</param>
    public RemoteServer(Uri url, string? apiKey, bool isNamed)
    {
        Url = url;
        HasKey = apiKey is not null;
        this.isNamed = isNamed;
#pragma warning disable CA2000 // The client disposes of its handlers.
        http = new HttpClient(new FirstContact(url, new SocketsHttpHandler { ConnectTimeout = ConnectTimeout, AllowAutoRedirect = false })) { BaseAddress = url };
#pragma warning restore CA2000
        Client = new ArazzoClient(http, new ArazzoClientOptions { ApiKey = apiKey });
    }

    /// <summary>Where it is.</summary>
    public Uri Url { get; }

    /// <summary>Whether it is called with a key.</summary>
    public bool HasKey { get; }

    /// <summary>Calls it.</summary>
    public ArazzoClient Client { get; }

    /// <summary>A command line that works on the same server.</summary>
    public string Line(string command) => isNamed ? $"arazzo {command} --url {ShellWord.Of(Url.OriginalString)}" : $"arazzo {command}";

    /// <summary>Does work on it, and tells refusals and lost connections to a person.</summary>
    /// <exception cref="CommandFailedException">The server refused, or was lost.</exception>
    public async Task<int> CallAsync(Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (ArazzoApiException refused)
        {
            throw Refusal.Of(refused, this);
        }
        catch (Exception lost) when (lost is HttpRequestException or TimeoutException)
        {
            throw new CommandFailedException($"The connection to {Url} was lost: {lost.Message.TrimEnd('.')}. What runs there goes on; try again.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();
}
