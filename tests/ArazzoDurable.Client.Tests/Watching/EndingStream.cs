namespace ArazzoDurable.Client.Tests.Watching;

/// <summary>Bytes, and then an end of the test's choosing.</summary>
sealed class EndingStream(byte[] bytes, Func<CancellationToken, ValueTask<int>> end) : Stream
{
    int at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => at; set => throw new NotSupportedException(); }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // A few at a time, so that events come in pieces.
        var count = Math.Min(Math.Min(7, buffer.Length), bytes.Length - at);
        if (count == 0)
            return end(cancellationToken);
        bytes.AsMemory(at, count).CopyTo(buffer);
        at += count;
        return ValueTask.FromResult(count);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
