using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Operations;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Secrets;

namespace ArazzoDurable.Runtime.Credentials;

/// <summary>The credentials that a run may use: those that came with its submit, and those of the host.</summary>
sealed class RunCredentials
{
    readonly ImmutableDictionary<string, Credential> submitted;
    readonly HostCredentials host;
    readonly HostCredentialUse use;

    RunCredentials(ImmutableDictionary<string, Credential> submitted, HostCredentials host, HostCredentialUse use) =>
        (this.submitted, this.host, this.use) = (submitted, host, use);

    /// <summary>The credentials of a submit as the store may hold them: each sealed.</summary>
    public static JsonElement Seal(IEnumerable<KeyValuePair<string, string>> submitted, Sealer sealer, string runId)
    {
        var members = new JsonObject();
        foreach (var (name, value) in submitted)
            members[name] = JsonNode.Parse(sealer.Seal(JsonSerializer.SerializeToElement(value, RuntimeJson.Default.String), runId).GetRawText());
        return JsonElement.Parse(members.ToJsonString());
    }

    /// <summary>Opens the credentials of a run, and has every one that a response might echo masked from now on.</summary>
    public static async Task<RunCredentials> OpenAsync(
        RunRecord record, HostCredentials host, RunValues values, Sealer sealer, SecretScrubber secrets, CancellationToken cancellationToken)
    {
        var submitted = ImmutableDictionary.CreateBuilder<string, Credential>(StringComparer.Ordinal);
        if (record.HasCredentials)
        {
            var stored = await values.ReadAsync(RunKeys.Credentials(record.RunId), cancellationToken);
            foreach (var member in stored.EnumerateObject())
                submitted[member.Name] = new Credential(sealer.Open(member.Value, record.RunId).GetString()!, []);
        }
        foreach (var credential in submitted.Values.Concat(host.All))
            CredentialText.AddTo(secrets, credential.Value);
        return new RunCredentials(submitted.ToImmutable(), host, record.Options.HostCredentials);
    }

    /// <summary>What a call may carry for a scheme.</summary>
    /// <param name="Credential">The credential; null when there is none that it may carry.</param>
    /// <param name="Why">Why a credential that was given is not used; null when none was given, or it is used.</param>
    public readonly record struct Choice(Credential? Credential, string? Why);

    /// <summary>Chooses what a call may carry for a scheme.</summary>
    /// <param name="name">What the credential is for.</param>
    /// <param name="scheme">The scheme.</param>
    /// <param name="target">Where the call goes.</param>
    /// <param name="tokenUrl">Where a token comes from; null when the scheme names no such place.</param>
    public Choice Choose(CredentialName name, SecurityScheme scheme, Uri target, Uri? tokenUrl)
    {
        if ((submitted.GetValueOrDefault(name.ToString()) ?? OfHost(name)) is not { } credential)
            return default;
        var why = CredentialText.Problem(scheme, credential.Value) ?? RequestCredential.Problem(scheme, credential.Value) ?? Astray(credential, target);
        if (why is null && CredentialText.IsClient(scheme, credential.Value))
            why = tokenUrl is null ? "the tokenUrl of the scheme is no URL" : Astray(credential, tokenUrl);
        return why is null ? new Choice(credential, null) : new Choice(null, why);
    }

    /// <summary>Has the tokens that were issued for the run's credentials masked too.</summary>
    public void Mask(TokenCache tokens, SecretScrubber secrets)
    {
        foreach (var token in submitted.Values.Concat(host.All).SelectMany(tokens.TokensOf))
            secrets.Add(token);
    }

    /// <summary>Whether a request that a document made carries a credential of the host to where it may not go.</summary>
    /// <param name="request">The request.</param>
    /// <param name="tokens">The tokens that were issued for the host's credentials.</param>
    public bool Strays(HttpCall request, TokenCache tokens)
    {
        var elsewhere = host.All.Where(credential => !credential.MayGoTo(request.Uri)).ToList();
        if (elsewhere.Count == 0)
            return false;
        var issued = new SecretScrubber();
        foreach (var token in elsewhere.SelectMany(tokens.TokensOf))
            issued.Add(token);
        return Texts(request).Any(text => issued.IsIn(text) || elsewhere.Exists(credential => credential.IsIn(text)));
    }

    static string? Astray(Credential credential, Uri url) => credential.MayGoTo(url)
        ? null
        : $"it may go to {string.Join(", ", credential.Origins)} only, and not to {Origin.Of(url)}";

    Credential? OfHost(CredentialName name) => use switch
    {
        HostCredentialUse.None => null,
        HostCredentialUse.Servers => host.Find(name),
        _ => host.Find(name) is { Origins.IsEmpty: false } bound ? bound : null,
    };

    static IEnumerable<string> Texts(HttpCall request)
    {
        yield return request.Uri.AbsoluteUri;
        foreach (var (name, value) in request.Headers)
        {
            yield return name;
            yield return value;
        }
        if (request.Body is { } body)
            yield return System.Text.Encoding.UTF8.GetString(body.Span);
    }
}
