namespace ArazzoDurable.Runtime.Network;

/// <summary>Why a call has no usable answer.</summary>
public enum CallFault
{
    /// <summary>Nobody listens there, or there is no way there.</summary>
    ConnectionRefused,

    /// <summary>The connection broke, or the other side does not speak HTTP.</summary>
    ConnectionReset,

    /// <summary>It took too long.</summary>
    Timeout,

    /// <summary>The host's name has no address.</summary>
    Dns,

    /// <summary>No secure connection came about; most often the certificate is not trusted.</summary>
    Tls,

    /// <summary>The host may not be called.</summary>
    HostNotAllowed,

    /// <summary>The response is larger than <see cref="CallLimits"/> say.</summary>
    ResponseTooLarge,

    /// <summary>The body is not compressed the way its headers say.</summary>
    ResponseDamaged,

    /// <summary>A header, the method or the media type of the request cannot be sent as it is.</summary>
    HeaderInvalid,

    /// <summary>The URL is not an absolute one of http or https.</summary>
    UrlInvalid,
}
