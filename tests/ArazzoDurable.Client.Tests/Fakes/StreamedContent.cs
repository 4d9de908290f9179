using System.IO.Pipelines;
using System.Net;

namespace ArazzoDurable.Client.Tests.Fakes;

/// <summary>The body of an answer that is read as it comes into being. Who disposes of it goes away.</summary>
/// <param name="write">Writes the body.</param>
sealed class StreamedContent(Func<Stream, CancellationToken, Task> write) : HttpContent
{
    readonly CancellationTokenSource gone = new();
    bool isDisposed;

    protected override Task<Stream> CreateContentReadStreamAsync()
    {
        var pipe = new Pipe();
        _ = WriteAsync(pipe.Writer);
        return Task.FromResult(pipe.Reader.AsStream());
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => write(stream, gone.Token);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !isDisposed)
        {
            isDisposed = true;
            gone.Cancel();
            gone.Dispose();
        }
        base.Dispose(disposing);
    }

    // The reader is told of a failure as a network tells it: the stream breaks off.
    async Task WriteAsync(PipeWriter body) => await write(body.AsStream(), gone.Token).ContinueWith(
        written => body.Complete(written.IsCompletedSuccessfully ? null : new IOException("The stream broke off.", written.Exception)), TaskScheduler.Default);
}
