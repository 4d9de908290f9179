using Azure.Core;
using Azure.Identity;

namespace ArazzoDurable.Functions.Storage;

/// <summary>Reads the settings of Blob Storage, in the forms that the Functions runtime knows for its own storage.</summary>
static class StorageSettings
{
    const string Own = "ARAZZO_STORAGE";
    const string Hosts = "AzureWebJobsStorage";

    public static StorageConnection Read(Func<string, string?> settings) => TryRead(Own, settings) ?? TryRead(Hosts, settings) ?? throw new StorageSettingException(
        Own, $"is not set, nor is {Hosts}: expected a connection string, or {Own}__blobServiceUri or {Own}__accountName for an identity.");

    static StorageConnection? TryRead(string name, Func<string, string?> settings)
    {
        if (settings(name) is { } text && !string.IsNullOrWhiteSpace(text))
            return StorageConnection.FromConnectionString(name, text.Trim());
        if (Member("blobServiceUri") is { } uri)
            return StorageConnection.FromIdentity(ServiceUri($"{name}__blobServiceUri", uri), Credential());
        if (Member("accountName") is { } account)
            return StorageConnection.FromIdentity(AccountUri($"{name}__accountName", account), Credential());
        return null;

        string? Member(string member) => (settings($"{name}:{member}") ?? settings($"{name}__{member}")) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

        TokenCredential Credential() => CredentialOf($"{name}__credential", Member("credential"), Member("clientId"));
    }

    // Tokens are given away only over TLS.
    static Uri ServiceUri(string setting, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && uri.Query.Length == 0 && uri.UserInfo.Length == 0
            ? uri
            : throw new StorageSettingException(setting, "is no https address without a query: expected one such as https://account.blob.core.windows.net.");

    static Uri AccountUri(string setting, string account) => account.Length is >= 3 and <= 24 && account.All(char.IsAsciiLetterOrDigit)
        ? new Uri($"https://{account.ToLowerInvariant()}.blob.core.windows.net")
        : throw new StorageSettingException(setting, $"is '{account}', which is no account: expected 3 to 24 letters and digits.");

    // What DefaultAzureCredential tries is for developers; in production the setting names the one way that is meant.
    static TokenCredential CredentialOf(string setting, string? kind, string? clientId) => kind switch
    {
        null => new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = clientId }),
        _ when string.Equals(kind, "managedidentity", StringComparison.OrdinalIgnoreCase) => new ManagedIdentityCredential(
            clientId is null ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(clientId)),
        _ => throw new StorageSettingException(setting, $"is '{kind}': expected managedidentity, or no such setting for the identity of a developer."),
    };
}
