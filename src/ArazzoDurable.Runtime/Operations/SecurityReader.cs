using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using ArazzoDurable.Language.Documents;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>Reads the security of OpenAPI documents: <c>components.securitySchemes</c>, and <c>securityDefinitions</c> of 2.0.</summary>
static class SecurityReader
{
    /// <summary>The alternatives of an operation, any of which authorises a call: its own, else the document's.</summary>
    /// <param name="root">The document.</param>
    /// <param name="slice">The operation, cut out of it.</param>
    public static ImmutableArray<ImmutableArray<SecurityRequirement>> Read(JsonElement root, JsonObject slice)
    {
        var operation = (slice["paths"] as JsonObject)?.FirstOrDefault().Value?[OperationSlice.Method] as JsonObject;
        var alternatives = operation?.ContainsKey("security") is true ? operation["security"] : slice["security"];
        var schemes = Schemes(root);
        return alternatives is JsonArray list
            ? [.. list.OfType<JsonObject>().Select(set => set.Select(member => Requirement(member, schemes)).ToImmutableArray())]
            : [];
    }

    /// <summary>The schemes of a document by name.</summary>
    public static ImmutableSortedDictionary<string, SecurityScheme> Schemes(JsonElement root)
    {
        var schemes = ImmutableSortedDictionary.CreateBuilder<string, SecurityScheme>(StringComparer.Ordinal);
        var described = Member(Member(root, "components"), "securitySchemes") ?? Member(root, "securityDefinitions");
        if (described is { ValueKind: JsonValueKind.Object } all)
        {
            foreach (var scheme in all.EnumerateObject())
                schemes[scheme.Name] = Scheme(LocalReference.Follow(root, scheme.Value));
        }
        return schemes.ToImmutable();
    }

    static SecurityRequirement Requirement(KeyValuePair<string, JsonNode?> member, ImmutableSortedDictionary<string, SecurityScheme> schemes) => new(
        member.Key,
        schemes.GetValueOrDefault(member.Key) ?? new SecurityScheme.Unsupported("not described in the document"),
        member.Value is JsonArray scopes ? [.. scopes.OfType<JsonValue>().Select(scope => scope.ToString())] : []);

    static SecurityScheme Scheme(JsonElement scheme) => Text(scheme, "type") switch
    {
        "apiKey" => Key(scheme),
        "basic" => new SecurityScheme.Basic(),
        "http" => Http(Text(scheme, "scheme") ?? ""),
        "oauth2" => new SecurityScheme.OAuth2(TokenUrl(scheme)),
        "openIdConnect" => new SecurityScheme.OpenIdConnect(),
        { } other => new SecurityScheme.Unsupported($"of the type '{other}'"),
        null => new SecurityScheme.Unsupported("without a type"),
    };

    static SecurityScheme Key(JsonElement scheme) => (Text(scheme, "in"), Text(scheme, "name")) switch
    {
        ("header", { Length: > 0 } name) => new SecurityScheme.ApiKey(ParameterPlace.Header, name),
        ("query", { Length: > 0 } name) => new SecurityScheme.ApiKey(ParameterPlace.Query, name),
        ("cookie", { Length: > 0 } name) => new SecurityScheme.ApiKey(ParameterPlace.Cookie, name),
        _ => new SecurityScheme.Unsupported("an apiKey without a name, or in none of header, query and cookie"),
    };

    // Names of HTTP authentication schemes ignore case (RFC 9110, 11.1).
    static SecurityScheme Http(string scheme) =>
        scheme.Equals("basic", StringComparison.OrdinalIgnoreCase) ? new SecurityScheme.Basic()
        : scheme.Equals("bearer", StringComparison.OrdinalIgnoreCase) ? new SecurityScheme.Bearer()
        : new SecurityScheme.Unsupported($"of the HTTP scheme '{scheme}'");

    // In 2.0 the flow of a client's own id and secret is called "application", and a scheme has one flow only.
    static string? TokenUrl(JsonElement scheme) => Text(scheme, "flow") is { } flow
        ? flow == "application" ? Text(scheme, "tokenUrl") : null
        : Member(Member(scheme, "flows"), "clientCredentials") is { } client ? Text(client, "tokenUrl") : null;

    static JsonElement? Member(JsonElement? owner, string name) =>
        owner is { ValueKind: JsonValueKind.Object } found && found.TryGetProperty(name, out var value) ? value : null;

    static string? Text(JsonElement owner, string name) =>
        Member(owner, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
