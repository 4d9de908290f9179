using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Functions.Storage.Events;

/// <summary>What stands for the item and the key of an entry in memory: 16 bytes of their SHA-256, so that two never are the same.</summary>
/// <param name="Digest">The bytes.</param>
readonly record struct EntryKey(UInt128 Digest)
{
    public static EntryKey Of(LogEntry entry) => Of(entry.Item ?? -1, Encoding.UTF8.GetBytes(entry.Key));

    public static EntryKey Of(int item, ReadOnlySpan<byte> key)
    {
        Span<byte> text = stackalloc byte[sizeof(int) + key.Length];
        BinaryPrimitives.WriteInt32LittleEndian(text, item);
        key.CopyTo(text[sizeof(int)..]);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, digest);
        return new EntryKey(BinaryPrimitives.ReadUInt128LittleEndian(digest));
    }
}
