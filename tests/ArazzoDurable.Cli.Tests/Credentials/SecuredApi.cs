using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ArazzoDurable.Cli.Tests.Credentials;

/// <summary>
/// An API on loopback that asks for credentials. It notes what each path was called with, says it again in its response, and refuses all
/// but what it was told to accept. Its token endpoint gives <c>token-1-…</c>, <c>token-2-…</c> and so on, of which the newest is accepted.
/// </summary>
sealed class SecuredApi : IAsyncDisposable
{
    public const string Key = "api-key/with+signs=0123456789";
    public const string Password = "pass:word/0123456789-abcdef";
    public const string Token = "bearer.token-0123456789-abcdef";
    public const string ClientSecret = "client/secret+0123456789-abcdef";

    readonly WebApplication app;
    readonly ConcurrentQueue<(string Path, string? Credential)> calls = new();
    int tokens;

    SecuredApi()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        app = builder.Build();
        app.Run(AnswerAsync);
    }

    public string Url => app.Urls.First();

    /// <summary>Seconds that a token lives, as the endpoint says.</summary>
    public int ExpiresIn { get; set; } = 3600;

    /// <summary>Is awaited before a call of <c>/hold</c> is answered.</summary>
    public Func<Task> Holding { get; set; } = () => Task.CompletedTask;

    /// <summary>The paths that were called, in order, each with the credential it came with.</summary>
    public (string Path, string? Credential)[] Calls => [.. calls];

    public IEnumerable<string> Paths => calls.Select(call => call.Path);

    public static string TokenNumber(int number) => string.Create(CultureInfo.InvariantCulture, $"token-{number}-0123456789-abcdef");

    /// <summary>Accepts no token that was given so far.</summary>
    public void RevokeTokens() => Interlocked.Increment(ref tokens);

    public static async Task<SecuredApi> StartAsync()
    {
        var api = new SecuredApi();
        await api.app.StartAsync();
        return api;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    async Task AnswerAsync(HttpContext context)
    {
        var (request, path) = (context.Request, context.Request.Path.Value!);
        var credential = Credential(request, path);
        calls.Enqueue((path, credential));
        if (path == "/hold")
            await Holding();
        context.Response.ContentType = "application/json";
        context.Response.StatusCode = Accepts(path, credential) ? 200 : 401;
        var body = path != "/token" ? $$"""{"echo":"you sent {{credential}}"}"""
            : credential == Basic("client", Uri.EscapeDataString(ClientSecret)) ? $$"""{"access_token":"{{TokenNumber(Interlocked.Increment(ref tokens))}}","expires_in":{{ExpiresIn}}}"""
            : "{}";
        await context.Response.WriteAsync(body);
    }

    static string? Credential(HttpRequest request, string path) => path switch
    {
        "/query" => request.Query["key"],
        "/cookie" => request.Cookies["key"],
        "/header" or "/hold" => request.Headers["X-Key"],
        _ => request.Headers.Authorization,
    };

    bool Accepts(string path, string? credential) => path switch
    {
        "/header" or "/hold" or "/query" or "/cookie" => credential == Key,
        "/basic" => credential == Basic("user", Password),
        "/bearer" => credential == $"Bearer {Token}",
        "/oauth" => credential == $"Bearer {TokenNumber(Volatile.Read(ref tokens))}",
        _ => true,
    };

    static string Basic(string user, string password) => $"Basic {Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{user}:{password}"))}";
}
