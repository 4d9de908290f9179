using ArazzoDurable.Functions.Storage.Blobs;

namespace ArazzoDurable.Functions.Storage;

/// <summary>A connection string of a storage account: <c>name=value</c> pairs, apart by semicolons.</summary>
sealed class ConnectionString
{
    // Azurite's account and key are the same on every machine, and published with it: no secret.
    const string DevelopmentAccount = "devstoreaccount1";
    const string DevelopmentKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    const string DevelopmentUri = "http://127.0.0.1:10000/devstoreaccount1";

    readonly string setting;
    readonly Dictionary<string, string> parts = new(StringComparer.OrdinalIgnoreCase);

    public ConnectionString(string setting, string text)
    {
        this.setting = setting;
        foreach (var pair in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // Keys end in '=', so only the first one parts.
            if (pair.IndexOf('=', StringComparison.Ordinal) is var sign && sign <= 0)
                throw new StorageSettingException(setting, "is no connection string: a part of it is not name=value. Expected one such as DefaultEndpointsProtocol=https;AccountName=…;AccountKey=…");
            parts[pair[..sign].Trim()] = pair[(sign + 1)..].Trim();
        }
    }

    public StorageConnection Connect()
    {
        if (string.Equals(Part("UseDevelopmentStorage"), "true", StringComparison.OrdinalIgnoreCase))
            return new StorageConnection(new Uri(DevelopmentUri), new SharedKeyAuthorization(DevelopmentAccount, Convert.FromBase64String(DevelopmentKey)));
        var uri = ServiceUri();
        if (Part("SharedAccessSignature") is { } signature)
            return new StorageConnection(Guarded(uri), new SignatureAuthorization(signature.TrimStart('?')));
        if (Part("AccountKey") is not { } key)
            throw Lacks("neither an AccountKey nor a SharedAccessSignature");
        return new StorageConnection(uri, new SharedKeyAuthorization(Account() ?? throw Lacks("no AccountName"), Key(key)));
    }

    Uri ServiceUri()
    {
        if (Part("BlobEndpoint") is { } endpoint)
        {
            return Uri.TryCreate(endpoint, UriKind.Absolute, out var given) && IsPlain(given)
                ? given
                : throw new StorageSettingException(setting, "has a BlobEndpoint that is no http or https address without user, query and fragment: expected one such as https://account.blob.core.windows.net.");
        }
        var (protocol, account) = (Part("DefaultEndpointsProtocol") ?? "https", Account() ?? throw Lacks("neither a BlobEndpoint nor an AccountName"));
        if (protocol is not ("http" or "https"))
            throw new StorageSettingException(setting, "has a DefaultEndpointsProtocol other than https and http.");
        return Uri.TryCreate($"{protocol}://{account}.blob.{Part("EndpointSuffix") ?? "core.windows.net"}", UriKind.Absolute, out var uri) && IsPlain(uri) && uri.AbsolutePath == "/"
            ? uri
            : throw new StorageSettingException(setting, "has an EndpointSuffix that makes no address: expected one such as core.windows.net.");
    }

    string? Account() => Part("AccountName") is not { } account || StorageSettings.IsAccount(account)
        ? Part("AccountName")
        : throw new StorageSettingException(setting, "has an AccountName that is no account: expected 3 to 24 letters and digits.");

    /// <summary>An address that a signature, which lets in whoever has it, may be sent to.</summary>
    Uri Guarded(Uri uri) => uri.Scheme == Uri.UriSchemeHttps || uri.IsLoopback
        ? uri
        : throw new StorageSettingException(setting, "has a SharedAccessSignature, which would be sent in clear: expected an https address.");

    // What else stands in an address is a credential, or would be lost.
    static bool IsPlain(Uri uri) => uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0;

    byte[] Key(string text)
    {
        var key = new byte[text.Length];
        return text.Length > 0 && Convert.TryFromBase64String(text, key, out var length)
            ? key[..length]
            : throw new StorageSettingException(setting, "has an AccountKey that is no base64: it is cut off or has been changed. Expected it as the portal shows it.");
    }

    string? Part(string name) => parts.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    StorageSettingException Lacks(string what) => new(
        setting, $"is a connection string with {what}; it has {(parts.Count == 0 ? "nothing" : string.Join(", ", parts.Keys.Where(IsKnown).Order(StringComparer.Ordinal)))}. Expected AccountName and AccountKey, or BlobEndpoint and SharedAccessSignature.");

    // What is no known name may be a piece of a key.
    static bool IsKnown(string name) => name is "AccountName" or "AccountKey" or "BlobEndpoint" or "QueueEndpoint" or "TableEndpoint" or "FileEndpoint"
        or "EndpointSuffix" or "DefaultEndpointsProtocol" or "SharedAccessSignature" or "UseDevelopmentStorage";
}
