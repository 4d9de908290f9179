using ArazzoDurable.Functions.Storage;
using ArazzoDurable.Functions.Storage.Blobs;
using Azure.Identity;

namespace ArazzoDurable.Functions.Tests.Storage;

public sealed class StorageConnectionTests
{
    const string Endpoint = "The setting ARAZZO_STORAGE has a BlobEndpoint that is no http or https address without user, query and fragment: expected one such as https://account.blob.core.windows.net.";

    [Theory]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=acct;AccountKey=YWJj;EndpointSuffix=core.windows.net", "https://acct.blob.core.windows.net/")]
    [InlineData("AccountName=acct;AccountKey=YWJj", "https://acct.blob.core.windows.net/")]
    [InlineData("AccountName=acct;AccountKey=YWJj;EndpointSuffix=core.chinacloudapi.cn", "https://acct.blob.core.chinacloudapi.cn/")]
    [InlineData("AccountName=acct;AccountKey=YWJj;BlobEndpoint=http://localhost:1/acct", "http://localhost:1/acct")]
    [InlineData("BlobEndpoint=https://acct.blob.core.windows.net/;SharedAccessSignature=sig=a", "https://acct.blob.core.windows.net/")]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10000/devstoreaccount1")]
    [InlineData("usedevelopmentstorage=True;", "http://127.0.0.1:10000/devstoreaccount1")]
    public void Connection_string_gives_the_service(string text, string uri) =>
        Read(("ARAZZO_STORAGE", text)).ServiceUri.ShouldBe(new Uri(uri));

    [Fact]
    public void Host_storage_is_taken_when_there_is_no_setting_of_its_own()
    {
        Read(("AzureWebJobsStorage", "UseDevelopmentStorage=true")).ToString().ShouldBe("http://127.0.0.1:10000/devstoreaccount1");
        Read(("AzureWebJobsStorage", "UseDevelopmentStorage=true"), ("ARAZZO_STORAGE:accountName", "acct")).ToString().ShouldBe("https://acct.blob.core.windows.net/");
        Read(("AzureWebJobsStorage", "UseDevelopmentStorage=true"), ("ARAZZO_STORAGE", " "), ("ARAZZO_STORAGE__accountName", "")).ToString().ShouldBe("http://127.0.0.1:10000/devstoreaccount1");
        Read(("AzureWebJobsStorage__accountName", "acct"), ("AzureWebJobsStorage__queueServiceUri", "https://acct.queue.core.windows.net")).ToString().ShouldBe("https://acct.blob.core.windows.net/");
        Read(("ARAZZO_STORAGE__ACCOUNTNAME", "acct")).ToString().ShouldBe("https://acct.blob.core.windows.net/");
    }

    [Theory]
    [InlineData("ARAZZO_STORAGE:")]
    [InlineData("ARAZZO_STORAGE__")]
    [InlineData("AzureWebJobsStorage:")]
    public void Identity_is_the_managed_one_when_the_setting_says_so(string group)
    {
        var managed = Read((group + "blobServiceUri", "https://acct.blob.core.windows.net"), (group + "credential", "ManagedIdentity"), (group + "clientId", "0f2c"));
        managed.ServiceUri.ShouldBe(new Uri("https://acct.blob.core.windows.net"));
        managed.Authorization.ShouldBeOfType<TokenAuthorization>().Credential.ShouldBeOfType<ManagedIdentityCredential>();
        Read((group + "accountName", "acct")).Authorization.ShouldBeOfType<TokenAuthorization>().Credential.ShouldBeOfType<DefaultAzureCredential>();
    }

    [Theory]
    [InlineData("AccountName=acct;AccountKey=no base64!", "The setting ARAZZO_STORAGE has an AccountKey that is no base64: it is cut off or has been changed. Expected it as the portal shows it.")]
    [InlineData("AccountName=acct", "The setting ARAZZO_STORAGE is a connection string with neither an AccountKey nor a SharedAccessSignature; it has AccountName. Expected AccountName and AccountKey, or BlobEndpoint and SharedAccessSignature.")]
    [InlineData("AccountKey=YWJj;s3cr3t=1", "The setting ARAZZO_STORAGE is a connection string with neither a BlobEndpoint nor an AccountName; it has AccountKey. Expected AccountName and AccountKey, or BlobEndpoint and SharedAccessSignature.")]
    [InlineData("s3cr3t", "The setting ARAZZO_STORAGE is no connection string: a part of it is not name=value. Expected one such as DefaultEndpointsProtocol=https;AccountName=…;AccountKey=…")]
    [InlineData("AccountName=acct;AccountKey=YWJj;DefaultEndpointsProtocol=ftp", "The setting ARAZZO_STORAGE has a DefaultEndpointsProtocol other than https and http.")]
    [InlineData("DefaultEndpointsProtocol=https,AccountName=acct,AccountKey=s3cr3t", "The setting ARAZZO_STORAGE is a connection string with neither a BlobEndpoint nor an AccountName; it has DefaultEndpointsProtocol. Expected AccountName and AccountKey, or BlobEndpoint and SharedAccessSignature.")]
    [InlineData("AccountName=acct;DefaultEndpointsProtocol=https,AccountKey=s3cr3t", "The setting ARAZZO_STORAGE has a DefaultEndpointsProtocol other than https and http.")]
    [InlineData("AccountName=acct;AccountKey=YWJj;BlobEndpoint=file:///x", Endpoint)]
    [InlineData("AccountName=acct;AccountKey=YWJj;BlobEndpoint=https://u:s3cr3t@acct.blob.core.windows.net", Endpoint)]
    [InlineData("SharedAccessSignature=sig=a;BlobEndpoint=https://acct.blob.core.windows.net/?sig=s3cr3t", Endpoint)]
    [InlineData("SharedAccessSignature=sig=a;BlobEndpoint=https://acct.blob.core.windows.net/#s3cr3t", Endpoint)]
    [InlineData("AccountName=acct;AccountKey=YWJj;EndpointSuffix=x@evil.example", "The setting ARAZZO_STORAGE has an EndpointSuffix that makes no address: expected one such as core.windows.net.")]
    [InlineData("AccountName=acct;AccountKey=YWJj;EndpointSuffix=evil.example/x", "The setting ARAZZO_STORAGE has an EndpointSuffix that makes no address: expected one such as core.windows.net.")]
    [InlineData("AccountName=s3cr3t s3cr3t;AccountKey=YWJj", "The setting ARAZZO_STORAGE has an AccountName that is no account: expected 3 to 24 letters and digits.")]
    [InlineData("AccountName=evil.example/;AccountKey=YWJj;BlobEndpoint=https://acct.blob.core.windows.net", "The setting ARAZZO_STORAGE has an AccountName that is no account: expected 3 to 24 letters and digits.")]
    [InlineData("BlobEndpoint=http://acct.blob.core.windows.net;SharedAccessSignature=sig=s3cr3t", "The setting ARAZZO_STORAGE has a SharedAccessSignature, which would be sent in clear: expected an https address.")]
    [InlineData("DefaultEndpointsProtocol=http;AccountName=acct;SharedAccessSignature=sig=s3cr3t", "The setting ARAZZO_STORAGE has a SharedAccessSignature, which would be sent in clear: expected an https address.")]
    public void Connection_string_that_is_none_is_refused_without_telling_a_key(string text, string message)
    {
        var refused = Should.Throw<StorageSettingException>(() => Read(("ARAZZO_STORAGE", text)));

        refused.Message.ShouldBe(message);
        refused.ToString().ShouldNotContain("s3cr3t");
    }

    [Theory]
    [InlineData("__blobServiceURL", "https://acct.blob.core.windows.net", "The setting ARAZZO_STORAGE__blobServiceURL is unknown: expected ARAZZO_STORAGE__blobServiceUri, ARAZZO_STORAGE__accountName, ARAZZO_STORAGE__credential, ARAZZO_STORAGE__clientId.")]
    [InlineData(":uri", "x", "The setting ARAZZO_STORAGE__uri is unknown: expected ARAZZO_STORAGE__blobServiceUri, ARAZZO_STORAGE__accountName, ARAZZO_STORAGE__credential, ARAZZO_STORAGE__clientId.")]
    [InlineData("__credential", "managedidentity", "The setting ARAZZO_STORAGE__credential is set without an account: expected ARAZZO_STORAGE__blobServiceUri or ARAZZO_STORAGE__accountName beside it.")]
    [InlineData("__clientId", "0f2c", "The setting ARAZZO_STORAGE__clientId is set without an account: expected ARAZZO_STORAGE__blobServiceUri or ARAZZO_STORAGE__accountName beside it.")]
    public void Group_that_names_no_account_is_refused_and_not_another_account_taken(string member, string value, string message) =>
        Should.Throw<StorageSettingException>(() => Read(("AzureWebJobsStorage", "UseDevelopmentStorage=true"), ("ARAZZO_STORAGE" + member, value))).Message.ShouldBe(message);

    [Fact]
    public void Group_that_names_two_accounts_is_refused()
    {
        Should.Throw<StorageSettingException>(() => Read(("ARAZZO_STORAGE", "UseDevelopmentStorage=true"), ("ARAZZO_STORAGE__accountName", "acct"))).Message.ShouldBe(
            "The setting ARAZZO_STORAGE__accountName is set beside ARAZZO_STORAGE: expected one of them, for each names an account.");
        Should.Throw<StorageSettingException>(() => Read(("ARAZZO_STORAGE__blobServiceUri", "https://a.example"), ("ARAZZO_STORAGE__accountName", "acct"))).Message.ShouldBe(
            "The setting ARAZZO_STORAGE__accountName is set beside ARAZZO_STORAGE__blobServiceUri: expected one of them, for each names an account.");
        Should.Throw<StorageSettingException>(() => Read(("ARAZZO_STORAGE", "UseDevelopmentStorage=true"), ("ARAZZO_STORAGE__credential", "managedidentity"))).Message.ShouldBe(
            "The setting ARAZZO_STORAGE__credential is set beside ARAZZO_STORAGE: a connection string knows no identity. Expected one of them.");
    }

    [Fact]
    public void Signature_in_clear_is_sent_to_this_machine_alone() =>
        Read(("ARAZZO_STORAGE", "BlobEndpoint=http://127.0.0.1:10000/acct;SharedAccessSignature=sig=s3cr3t")).ToString().ShouldBe("http://127.0.0.1:10000/acct");

    [Theory]
    [InlineData("blobServiceUri", "http://acct.blob.core.windows.net", "The setting ARAZZO_STORAGE__blobServiceUri is no https address without a query: expected one such as https://account.blob.core.windows.net.")]
    [InlineData("blobServiceUri", "https://acct.blob.core.windows.net?sig=s3cr3t", "The setting ARAZZO_STORAGE__blobServiceUri is no https address without a query: expected one such as https://account.blob.core.windows.net.")]
    [InlineData("accountName", "evil.example/", "The setting ARAZZO_STORAGE__accountName is 'evil.example/', which is no account: expected 3 to 24 letters and digits.")]
    public void Address_that_is_none_is_refused(string member, string value, string message) =>
        Should.Throw<StorageSettingException>(() => Read(("ARAZZO_STORAGE:" + member, value))).Message.ShouldBe(message);

    [Fact]
    public void Setting_that_is_missing_or_of_an_unknown_kind_is_named()
    {
        Should.Throw<StorageSettingException>(() => Read()).Message.ShouldBe(
            "The setting ARAZZO_STORAGE is not set, nor is AzureWebJobsStorage: expected a connection string, or ARAZZO_STORAGE__blobServiceUri or ARAZZO_STORAGE__accountName for an identity.");
        Should.Throw<StorageSettingException>(() => Read(("ARAZZO_STORAGE:accountName", "acct"), ("ARAZZO_STORAGE:credential", "magic"))).Message.ShouldBe(
            "The setting ARAZZO_STORAGE__credential is 'magic': expected managedidentity, or no such setting for the identity of a developer.");
    }

    static StorageConnection Read(params (string Name, string Value)[] settings) =>
        StorageConnection.FromSettings(settings.ToDictionary(setting => setting.Name, setting => setting.Value));
}
