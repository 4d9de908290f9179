using Azure.Core;
using Azure.Identity;

namespace ArazzoDurable.Functions.Storage;

/// <summary>Reads the settings of Blob Storage, in the forms that the Functions runtime knows for its own storage.</summary>
static class StorageSettings
{
    const string Own = "ARAZZO_STORAGE";
    const string Hosts = "AzureWebJobsStorage";

    static readonly string[] Members = ["blobServiceUri", "accountName", "credential", "clientId"];

    /// <summary>The names of our own settings.</summary>
    public static IEnumerable<string> Names => [Own, .. Members.Select(member => $"{Own}__{member}")];

    public static StorageConnection Read(IReadOnlyDictionary<string, string> variables)
    {
        var own = StorageGroup.Read(Own, variables);
        RefuseAmbiguous(own);
        return TryConnect(own) ?? TryConnect(StorageGroup.Read(Hosts, variables)) ?? throw new StorageSettingException(
            Own, $"is not set, nor is {Hosts}: expected a connection string, or {Own}__blobServiceUri or {Own}__accountName for an identity.");
    }

    /// <summary>Whether an account may have a name.</summary>
    public static bool IsAccount(string name) => name.Length is >= 3 and <= 24 && name.All(char.IsAsciiLetterOrDigit);

    static StorageConnection? TryConnect(StorageGroup group)
    {
        if (group.ConnectionString is { } text)
            return StorageConnection.FromConnectionString(group.Name, text);
        if (group.Member("blobServiceUri") is { } uri)
            return StorageConnection.FromIdentity(ServiceUri(group.NameOf("blobServiceUri"), uri), Credential());
        if (group.Member("accountName") is { } account)
            return StorageConnection.FromIdentity(AccountUri(group.NameOf("accountName"), account), Credential());
        return null;

        TokenCredential Credential() => CredentialOf(group.NameOf("credential"), group.Member("credential"), group.Member("clientId"));
    }

    // The host's own group may have members for its queues and tables. Of ours, one that says nothing would have runs kept in the host's account.
    static void RefuseAmbiguous(StorageGroup own)
    {
        if (own.Members.FirstOrDefault(member => !Members.Contains(member, StringComparer.OrdinalIgnoreCase)) is { } unknown)
            throw new StorageSettingException(own.NameOf(unknown), $"is unknown: expected {string.Join(", ", Members.Select(own.NameOf))}.");
        var addresses = new[] { own.ConnectionString is null ? null : own.Name, AddressIn("blobServiceUri"), AddressIn("accountName") }.OfType<string>().ToArray();
        if (addresses.Length > 1)
            throw new StorageSettingException(addresses[1], $"is set beside {addresses[0]}: expected one of them, for each names an account.");
        if (addresses.Length == 0 && own.Members.FirstOrDefault() is { } lone)
            throw new StorageSettingException(own.NameOf(lone), $"is set without an account: expected {own.NameOf("blobServiceUri")} or {own.NameOf("accountName")} beside it.");
        if (own.ConnectionString is not null && own.Members.FirstOrDefault() is { } idle)
            throw new StorageSettingException(own.NameOf(idle), $"is set beside {own.Name}: a connection string knows no identity. Expected one of them.");

        string? AddressIn(string member) => own.Member(member) is null ? null : own.NameOf(member);
    }

    // Tokens are given away only over TLS.
    static Uri ServiceUri(string setting, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && uri.Query.Length == 0 && uri.UserInfo.Length == 0 && uri.Fragment.Length == 0
            ? uri
            : throw new StorageSettingException(setting, "is no https address without a query: expected one such as https://account.blob.core.windows.net.");

    static Uri AccountUri(string setting, string account) => IsAccount(account)
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
