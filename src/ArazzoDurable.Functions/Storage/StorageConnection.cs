using ArazzoDurable.Functions.Storage.Blobs;
using Azure.Core;

namespace ArazzoDurable.Functions.Storage;

/// <summary>Where a Blob Storage account is, and how it lets us in. Tells of itself no more than its address.</summary>
sealed class StorageConnection
{
    public StorageConnection(Uri serviceUri, IBlobAuthorization authorization)
    {
        ServiceUri = serviceUri;
        Authorization = authorization;
    }

    /// <summary>The blob service, such as <c>https://account.blob.core.windows.net/</c>; without any credential.</summary>
    public Uri ServiceUri { get; }

    /// <summary>What makes requests ones that are let in.</summary>
    public IBlobAuthorization Authorization { get; }

    /// <summary>
    /// Reads the settings: <c>ARAZZO_STORAGE</c> and, when there is none, <c>AzureWebJobsStorage</c>. Each is a connection string, or a group
    /// with <c>blobServiceUri</c> or <c>accountName</c>, and perhaps <c>credential</c> and <c>clientId</c>.
    /// </summary>
    /// <param name="variables">All settings, such as <c>ARAZZO_STORAGE</c> or <c>ARAZZO_STORAGE__accountName</c>, as the environment of the process has them.</param>
    /// <exception cref="StorageSettingException">There is no such setting, it is not one to use, or a group of our own is half set or has a member that is none.</exception>
    public static StorageConnection FromSettings(IReadOnlyDictionary<string, string> variables) => StorageSettings.Read(variables);

    /// <summary>Reads a connection string.</summary>
    /// <param name="setting">The setting that it is the value of; errors name it.</param>
    /// <param name="connectionString">The connection string.</param>
    /// <exception cref="StorageSettingException">It is none.</exception>
    public static StorageConnection FromConnectionString(string setting, string connectionString) => new ConnectionString(setting, connectionString).Connect();

    /// <summary>An account that is asked with the tokens of an identity.</summary>
    /// <param name="serviceUri">The blob service.</param>
    /// <param name="credential">Gives the tokens, and keeps them as long as they hold.</param>
    public static StorageConnection FromIdentity(Uri serviceUri, TokenCredential credential) => new(serviceUri, new TokenAuthorization(credential));

    /// <summary>The address of the service.</summary>
    public override string ToString() => ServiceUri.ToString();
}
