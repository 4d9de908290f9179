namespace ArazzoDurable.Functions.Storage.Blobs;

/// <summary>Lets requests in by a shared access signature, which is a part of their address.</summary>
/// <param name="signature">The signature, without a question mark.</param>
sealed class SignatureAuthorization(string signature) : IBlobAuthorization
{
    public string Hint => "Look at the permissions, the container and the expiry of the shared access signature.";

    public ValueTask AuthorizeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!.AbsoluteUri;
        request.RequestUri = new Uri(address + (address.Contains('?', StringComparison.Ordinal) ? '&' : '?') + signature);
        return ValueTask.CompletedTask;
    }
}
