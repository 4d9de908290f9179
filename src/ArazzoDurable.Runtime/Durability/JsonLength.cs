using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ArazzoDurable.Runtime.Durability;

/// <summary>Tells how long values are as JSON, without keeping the text.</summary>
public static class JsonLength
{
    /// <summary>How many bytes of UTF-8 a value is as JSON.</summary>
    public static int Of<T>(T value, JsonTypeInfo<T> type)
    {
        using var counter = new Counter();
        using (var writer = new Utf8JsonWriter(counter, new JsonWriterOptions { SkipValidation = true, MaxDepth = type.Options.MaxDepth }))
            JsonSerializer.Serialize(writer, value, type);
        return counter.Written;
    }

    /// <summary>Counts what is written into the one buffer that it lends again and again.</summary>
    sealed class Counter : IBufferWriter<byte>, IDisposable
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(4096);

        public int Written { get; private set; }

        public void Advance(int count) => Written += count;

        public Memory<byte> GetMemory(int sizeHint = 0)
        {
            if (sizeHint > buffer.Length)
            {
                Dispose();
                buffer = ArrayPool<byte>.Shared.Rent(sizeHint);
            }
            return buffer;
        }

        public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

        // What runs came to is no other's business: the buffer goes back empty.
        public void Dispose() => ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
    }
}
