using ArazzoDurable.Runtime.Network;

namespace ArazzoDurable.Runtime.Tests.Network;

/// <summary>Tests of a caller that may call this machine, by a clock that stands still.</summary>
public abstract class CallerTests : IDisposable
{
    private protected const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    readonly HttpMessageHandler handler;

    protected CallerTests()
    {
        HostAllowList.TryParse(["127.0.0.1"], out var allowed, out _).ShouldBeTrue();
        handler = GuardedHttp.CreateHandler(allowed!);
        Caller = new HttpCaller(handler, Time);
    }

    protected HttpCaller Caller { get; }

    private protected ManualTime Time { get; } = new();

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        Caller.Dispose();
        handler.Dispose();
    }

    protected Task<CallResult> SendAsync(Uri url) => SendAsync(new OutgoingCall("GET", url));

    protected Task<CallResult> SendAsync(OutgoingCall call) => Caller.SendAsync(call, CallLimits.Default, CancellationToken.None);
}
