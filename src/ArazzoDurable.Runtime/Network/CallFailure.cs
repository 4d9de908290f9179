using System.Net.Sockets;
using System.Security.Authentication;

namespace ArazzoDurable.Runtime.Network;

/// <summary>Tells what an exception from sending a call means. The messages are our own: those of exceptions may tell URLs.</summary>
static class CallFailure
{
    public static CallResult.Unanswered Of(Exception exception, Uri url, int? status)
    {
        var authority = url.Authority;
        var (fault, message) = Causes(exception).Select(cause => Judge(cause, authority)).FirstOrDefault(judged => judged is not null)
            ?? (CallFault.ConnectionReset, $"The connection to {authority} broke before the whole response came.");
        return new CallResult.Unanswered(fault, message, status);
    }

    public static CallResult.Unanswered TookLonger(TimeSpan timeout, Uri url, int? status) => new(
        CallFault.Timeout, FormattableString.Invariant($"The call to {url.Authority} took longer than {timeout.TotalSeconds} s."), status);

    static (CallFault Fault, string Message)? Judge(Exception cause, string authority) => cause switch
    {
        HostRefusedException refused => (CallFault.HostNotAllowed, refused.Message),
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery } =>
            (CallFault.Dns, $"The name of {authority} could not be resolved."),
        SocketException { SocketErrorCode: SocketError.TimedOut } or TimeoutException =>
            (CallFault.Timeout, $"The connection to {authority} took too long."),
        SocketException
        {
            SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostUnreachable or SocketError.NetworkUnreachable
            or SocketError.HostDown or SocketError.NetworkDown or SocketError.AddressNotAvailable
        } => (CallFault.ConnectionRefused, $"The connection to {authority} was refused."),
        AuthenticationException or HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            (CallFault.Tls, $"No secure connection to {authority} came about; its certificate may not be trusted."),
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } =>
            (CallFault.ResponseTooLarge, $"The response from {authority} has headers of more than {GuardedHttp.MaxResponseHeaderKilobytes * 1024} bytes."),
        InvalidDataException => (CallFault.ResponseDamaged, $"The response from {authority} is not compressed the way its headers say."),
        _ => null,
    };

    static IEnumerable<Exception> Causes(Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
            yield return cause;
    }
}
