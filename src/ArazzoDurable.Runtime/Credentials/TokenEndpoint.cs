using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using ArazzoDurable.Runtime.Network;
using ArazzoDurable.Runtime.Operations;

namespace ArazzoDurable.Runtime.Credentials;

/// <summary>Gets tokens for a client's own id and secret (RFC 6749, 4.4), through the same guard as all calls.</summary>
/// <param name="caller">Sends requests.</param>
/// <param name="time">The clock.</param>
public sealed class TokenEndpoint(HttpCaller caller, TimeProvider time)
{
    /// <summary>How large the response of a token endpoint may be in bytes.</summary>
    public const int MaxResponseBytes = 64 * 1024;

    /// <summary>How long a token endpoint may take.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <summary>How long a token is used whose response does not say how long it lives.</summary>
    public static readonly TimeSpan UnsaidLifetime = TimeSpan.FromMinutes(5);

    /// <summary>The longest time that a token is used, whatever its response says.</summary>
    public static readonly TimeSpan LongestLifetime = TimeSpan.FromHours(24);

    /// <summary>How long before its end a token is no longer used; of a short-lived one, half its life.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    const int MaxErrorLength = 64;
    const string Grant = "grant_type=client_credentials";

    static readonly CallLimits Limits = CallLimits.Default with { ResponseBytes = MaxResponseBytes, Timeout = Timeout };
    static readonly JsonDocumentOptions Shallow = new() { MaxDepth = 16 };

    /// <summary>Asks for a token.</summary>
    public async Task<TokenAnswer> AskAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        if (!CredentialText.TryPair(request.Credential.Value, out var id, out var secret))
            throw new InvalidOperationException("A token is asked for with a client's id and secret.");
        var asked = time.GetUtcNow();
        var result = await caller.SendAsync(WithHeader(request, id, secret), Limits, cancellationToken);
        // Every endpoint has to take the secret in the header (RFC 6749, 2.3.1); some know it in the body only.
        if (result is CallResult.Answered refusal && Error(refusal) == "invalid_client")
            result = await caller.SendAsync(WithBody(request, id, secret), Limits, cancellationToken);
        return result switch
        {
            CallResult.Answered { Status: (int)HttpStatusCode.OK } answer => Read(request, answer, asked),
            CallResult.Answered answer => new TokenAnswer.Refused(
                string.Create(CultureInfo.InvariantCulture, $"the token endpoint at {Origin.Of(request.Url)} answered with the status {answer.Status}{Said(answer)}"),
                answer.Status is >= 500 or (int)HttpStatusCode.TooManyRequests),
            CallResult.Unanswered none => new TokenAnswer.Refused($"the token endpoint cannot be had: {none.Message.TrimEnd('.')}", none.Fault.IsTransient),
            _ => throw new InvalidOperationException("A result of an unknown kind."),
        };
    }

    static OutgoingCall WithHeader(TokenRequest request, string id, string secret)
    {
        var pair = Encoding.UTF8.GetBytes($"{PercentEncoding.Form(id)}:{PercentEncoding.Form(secret)}");
        return Call(request, "", [new HeaderField("Authorization", $"Basic {Convert.ToBase64String(pair)}")]);
    }

    static OutgoingCall WithBody(TokenRequest request, string id, string secret) =>
        Call(request, $"&client_id={PercentEncoding.Form(id)}&client_secret={PercentEncoding.Form(secret)}", []);

    static OutgoingCall Call(TokenRequest request, string client, HeaderField[] headers)
    {
        var scope = request.Scopes.IsEmpty ? "" : $"&scope={PercentEncoding.Form(string.Join(' ', request.Scopes))}";
        return new OutgoingCall("POST", request.Url)
        {
            Headers = [new HeaderField("Accept", "application/json"), .. headers],
            Body = Encoding.UTF8.GetBytes($"{Grant}{scope}{client}"),
            ContentType = "application/x-www-form-urlencoded",
            AllowedHosts = request.AllowedHosts,
        };
    }

    static TokenAnswer Read(TokenRequest request, CallResult.Answered answer, DateTimeOffset asked)
    {
        var type = Text(answer, "token_type");
        if (Text(answer, "access_token") is not { Length: > 0 } token || token.Any(c => c is <= ' ' or > '~'))
            return new TokenAnswer.Refused($"the token endpoint at {Origin.Of(request.Url)} answered without an access_token", MayPass: false);
        if (type is not null && !type.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
            return new TokenAnswer.Refused($"the token endpoint at {Origin.Of(request.Url)} gave a token that is no bearer token", MayPass: false);
        var lives = Lifetime(answer);
        return new TokenAnswer.Issued(token, asked + lives - (lives / 2 < Margin ? lives / 2 : Margin));
    }

    static TimeSpan Lifetime(CallResult.Answered answer)
    {
        if (!decimal.TryParse(Text(answer, "expires_in"), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds))
            return UnsaidLifetime;
        return TimeSpan.FromSeconds((double)Math.Clamp(seconds, 0, (decimal)LongestLifetime.TotalSeconds));
    }

    static string Said(CallResult.Answered answer) => Error(answer) is { } error ? $" ({error})" : "";

    // Its characters are those of RFC 6749, 5.2: what else an endpoint says is not told.
    static string? Error(CallResult.Answered answer) =>
        answer.Status >= 400 && Text(answer, "error") is { Length: > 0 and <= MaxErrorLength } error && error.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.')
            ? error
            : null;

    static string? Text(CallResult.Answered answer, string name)
    {
        try
        {
            var body = JsonElement.Parse(answer.Body.Span, Shallow);
            return body.ValueKind is JsonValueKind.Object && body.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number
                ? value.ToString()
                : null;
        }
        catch (JsonException)
        {
            // An answer that is no JSON says nothing that could be used.
            return null;
        }
    }
}
