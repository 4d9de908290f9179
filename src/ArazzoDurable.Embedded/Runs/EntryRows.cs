using System.Globalization;
using System.Security.Cryptography;
using ArazzoDurable.Embedded.Storage;
using ArazzoDurable.Runtime.Durability;
using Microsoft.Data.Sqlite;

namespace ArazzoDurable.Embedded.Runs;

/// <summary>The table of a run store. A tag counts the writes of its key, from a number that is another one whenever the key is taken anew.</summary>
static class EntryRows
{
    public static bool TryCreate(SqliteSession session, string key, byte[] value, long tag) =>
        session.Execute("INSERT INTO entries (key, tag, value) VALUES (?1, ?3, ?2) ON CONFLICT (key) DO NOTHING", key, value, tag) == 1;

    public static bool TryReplace(SqliteSession session, string key, byte[] value, long tag) =>
        session.Execute("UPDATE entries SET value = ?2, tag = tag + 1 WHERE key = ?1 AND tag = ?3", key, value, tag) == 1;

    public static bool TryDelete(SqliteSession session, string key, long tag) =>
        session.Execute("DELETE FROM entries WHERE key = ?1 AND tag = ?2", key, tag) == 1;

    public static void Put(SqliteSession session, string key, byte[] value, long tag) => session.Execute(
        "INSERT INTO entries (key, tag, value) VALUES (?1, ?3, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value, tag = tag + 1", key, value, tag);

    public static StoredEntry? Find(SqliteSession session, string key) =>
        session.Query("SELECT key, tag, value FROM entries WHERE key = ?1", Read, key) is [var entry] ? entry : null;

    public static List<StoredEntry> List(SqliteSession session, string prefix, string after, int top) => session.Query(
        "SELECT key, tag, value FROM entries WHERE key >= ?1 AND key < ?2 ORDER BY key LIMIT ?3",
        Read, KeyRange.Start(prefix, after), prefix + KeyRange.AfterAscii, top);

    public static List<string> ListKeys(SqliteSession session, string prefix, string after, int top) => session.Query(
        "SELECT key FROM entries WHERE key >= ?1 AND key < ?2 ORDER BY key LIMIT ?3",
        row => row.GetString(0), KeyRange.Start(prefix, after), prefix + KeyRange.AfterAscii, top);

    /// <summary>Deletes the first entries whose keys begin so; gives how many.</summary>
    public static int Delete(SqliteSession session, string prefix, int top) => session.Execute(
        "DELETE FROM entries WHERE key IN (SELECT key FROM entries WHERE key >= ?1 AND key < ?2 ORDER BY key LIMIT ?3)",
        prefix, prefix + KeyRange.AfterAscii, top);

    /// <summary>The tag of a key that is taken anew: a random one, so that who knows the key's tags of before has none that fits again.</summary>
    public static long FirstTag() => (long)(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))) >> 2);

    public static string TagOf(long tag) => tag.ToString(CultureInfo.InvariantCulture);

    static StoredEntry Read(SqliteDataReader row) => new(row.GetString(0), new StoredValue(row.GetFieldValue<byte[]>(2), TagOf(row.GetInt64(1))));
}
