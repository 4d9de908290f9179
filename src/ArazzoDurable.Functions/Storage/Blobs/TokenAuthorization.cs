using System.Net.Http.Headers;
using Azure.Core;

namespace ArazzoDurable.Functions.Storage.Blobs;

/// <summary>Lets requests in by the tokens of an identity.</summary>
/// <param name="credential">Gives the tokens, and keeps them as long as they hold.</param>
sealed class TokenAuthorization(TokenCredential credential) : IBlobAuthorization
{
    static readonly string[] Scopes = ["https://storage.azure.com/.default"];

    public TokenCredential Credential => credential;

    public string Hint => "Look whether the identity has the role Storage Blob Data Contributor on the account or the container.";

    public async ValueTask AuthorizeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = await credential.GetTokenAsync(new TokenRequestContext(Scopes), cancellationToken);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Token);
    }
}
