using System.Collections.Immutable;
using ArazzoDurable.Runtime.Network;
using ArazzoDurable.Runtime.Operations;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Credentials;

/// <summary>
/// Puts credentials on the request of a step, as the security of its operation asks (OpenAPI 3.2, Operation Object, <c>security</c>): the
/// first alternative of which every scheme has a credential, and only when there is none the empty one. What the document passes itself
/// stays, and nothing is added to it.
/// </summary>
/// <param name="services">What walks are made with.</param>
/// <param name="tokens">The tokens.</param>
sealed class StepAuthorizer(WalkServices services, TokenCache tokens)
{
    /// <summary>Authorises a request.</summary>
    public async Task<Authorization> AuthorizeAsync(
        WalkTurn turn, Operation operation, HttpCall request, HostAllowList allowedHosts, CancellationToken cancellationToken)
    {
        var credentials = await RunCredentials.OpenAsync(
            turn.Record, services.Credentials, services.Values, services.Sealer, turn.Context.Secrets, cancellationToken);
        credentials.Mask(tokens, turn.Context.Secrets);
        if (credentials.Strays(request, tokens))
        {
            return new Authorization.Denied(new StepResult(false, Problem: new StepProblem(
                CredentialCodes.CredentialElsewhere, $"it would carry a credential of this host to {Origin.Of(request.Uri)}, which that credential is not for; nothing was sent")));
        }
        if (operation.Security.IsEmpty || operation.Security.Any(set => !set.IsEmpty && set.All(requirement => RequestCredential.IsOn(request, requirement.Scheme))))
            return new Authorization.Ready(request, null, []);
        var missing = new List<string>();
        // To call without, where that is allowed, is for who has nothing, wherever it stands in the list.
        foreach (var alternative in operation.Security.Where(set => !set.IsEmpty))
        {
            var parts = alternative.Where(requirement => !RequestCredential.IsOn(request, requirement.Scheme))
                .Select(requirement => Part.Of(operation, requirement, request, turn, credentials)).ToImmutableArray();
            if (parts.All(part => part.Choice.Credential is not null))
                return await PutAsync(turn, request, parts, allowedHosts, cancellationToken);
            missing.Add(string.Join(" and ", parts.Where(part => part.Choice.Credential is null).Select(part => part.Missing)));
        }
        var hint = missing.Count == 0 ? null : Shown($"it went out without a credential: {string.Join(", or ", missing.Distinct(StringComparer.Ordinal))}");
        return new Authorization.Ready(request, hint, []);
    }

    /// <summary>Drops the tokens of a request that was not accepted, so that the next one gets new ones.</summary>
    /// <returns>Whether there were any.</returns>
    public bool Forget(Authorization.Ready ready)
    {
        foreach (var token in ready.Tokens)
            tokens.Forget(token);
        return !ready.Tokens.IsEmpty;
    }

    async Task<Authorization> PutAsync(
        WalkTurn turn, HttpCall request, ImmutableArray<Part> parts, HostAllowList allowedHosts, CancellationToken cancellationToken)
    {
        var issued = ImmutableArray.CreateBuilder<TokenAnswer.Issued>();
        // Two schemes of a set may set the same header; the first one does.
        foreach (var part in parts.Where(part => !RequestCredential.IsOn(request, part.Requirement.Scheme)))
        {
            var value = part.Choice.Credential!.Value;
            if (CredentialText.IsClient(part.Requirement.Scheme, value))
            {
                var answer = await tokens.GetAsync(
                    new TokenRequest(part.Name, part.Choice.Credential, part.TokenUrl!, part.Requirement.Scopes, allowedHosts), cancellationToken);
                if (answer is not TokenAnswer.Issued token)
                    return Refused(part.Name, (TokenAnswer.Refused)answer);
                turn.Context.Secrets.Add(token.Token);
                issued.Add(token);
                value = token.Token;
            }
            request = RequestCredential.Put(request, part.Requirement.Scheme, value);
        }
        var hint = Shown($"it was sent with the credential {string.Join(" and ", parts.Select(part => $"'{part.Name}'"))}");
        return new Authorization.Ready(request, hint, issued.ToImmutable());
    }

    // No call was made, so it may be made again, whatever its method.
    static Authorization.Denied Refused(CredentialName name, TokenAnswer.Refused refused) => new(new StepResult(
        false, Problem: new StepProblem(CredentialCodes.TokenNotGranted, Shown($"there is no token for '{name}': {refused.Why}")), MayResend: refused.MayPass));

    // Names come from documents, and what is told ends on terminals.
    static string Shown(string text) => new([.. text.Select(c => char.IsControl(c) ? '?' : c)]);

    /// <summary>What one scheme adds to a request.</summary>
    sealed record Part(CredentialName Name, SecurityRequirement Requirement, Uri? TokenUrl, RunCredentials.Choice Choice)
    {
        /// <summary>What to do, or to know, so that the scheme has a credential.</summary>
        public string Missing => Choice.Why is { } why ? $"'{Name}' was not used, for {why}"
            : Requirement.Scheme is SecurityScheme.Unsupported(var kind) ? $"the scheme '{Name}' is {kind}, and cannot be applied"
            : $"give --auth {Name}=VALUE, or set {Name.Variable}";

        public static Part Of(Operation operation, SecurityRequirement requirement, HttpCall request, WalkTurn turn, RunCredentials credentials)
        {
            var name = new CredentialName(operation.Source, requirement.SchemeName);
            var url = requirement.Scheme is SecurityScheme.OAuth2 { TokenUrl: { } text } ? TokenUrlOf(text, operation, turn) : null;
            return new Part(name, requirement, url, credentials.Choose(name, requirement.Scheme, request.Uri, url));
        }

        // A relative URL counts from the server (OpenAPI 3.1, Relative References in URLs).
        static Uri? TokenUrlOf(string text, Operation operation, WalkTurn turn) =>
            RequestUrl.Server(operation, new ServerOverrides(turn.Record.Options.Servers)).Url is { } server
            && Uri.TryCreate(new Uri($"{server}/"), text, out var url)
                ? url
                : null;
    }
}
