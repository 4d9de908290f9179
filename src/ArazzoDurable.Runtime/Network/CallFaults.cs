namespace ArazzoDurable.Runtime.Network;

/// <summary>What follows from a <see cref="CallFault"/>.</summary>
public static class CallFaults
{
    extension(CallFault fault)
    {
        /// <summary>The stable code: lower-case words joined by hyphens, such as <c>connection-refused</c>.</summary>
        public string Code => fault switch
        {
            CallFault.ConnectionRefused => "connection-refused",
            CallFault.ConnectionReset => "connection-reset",
            CallFault.Timeout => "timeout",
            CallFault.Dns => "dns",
            CallFault.Tls => "tls",
            CallFault.HostNotAllowed => "host-not-allowed",
            CallFault.ResponseTooLarge => "response-too-large",
            CallFault.ResponseDamaged => "response-damaged",
            CallFault.HeaderInvalid => "header-invalid",
            CallFault.UrlInvalid => "url-invalid",
            _ => throw new InvalidOperationException("Every fault has a code."),
        };

        /// <summary>Whether the same call may well succeed a little later.</summary>
        public bool IsTransient =>
            fault is CallFault.ConnectionRefused or CallFault.ConnectionReset or CallFault.Timeout or CallFault.Dns;
    }
}
