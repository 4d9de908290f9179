namespace ArazzoDurable.Runtime.Credentials;

/// <summary>The codes of what is said about credentials. A code never changes its meaning.</summary>
public static class CredentialCodes
{
    /// <summary>A call would carry a credential of the host's settings to an origin that it is not for.</summary>
    public const string CredentialElsewhere = "credential-elsewhere";

    /// <summary>Warning. An operation asks for a credential that was not given.</summary>
    public const string MissingCredential = "missing-credential";

    /// <summary>A token endpoint gave no token.</summary>
    public const string TokenNotGranted = "token-not-granted";
}
