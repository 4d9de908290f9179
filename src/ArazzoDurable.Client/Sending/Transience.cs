namespace ArazzoDurable.Client.Sending;

/// <summary>Tells failures that may pass from those that stay.</summary>
static class Transience
{
    /// <summary>Whether the same call may fare better in a moment.</summary>
    public static bool Is(Exception failure) => failure switch
    {
        ArazzoApiException refused => refused.Status is 429 or 502 or 503 or 504,
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError or HttpRequestError.UserAuthenticationError or HttpRequestError.ConfigurationLimitExceeded } => false,
        HttpRequestException or IOException or TimeoutException => true,
        _ => false,
    };
}
