using System.Text.Json;
using ArazzoDurable.Runtime.Secrets;

namespace ArazzoDurable.Runtime.Tests.Secrets;

static class Secret
{
    public const string Scope = "0194b2c0-run";

    public static Sealer NewSealer() => new(SecretKeyRing.FromKeys(Key(1)));

    public static byte[] Key(byte seed) => [.. Enumerable.Range(0, SecretKeyRing.KeyLength).Select(i => (byte)(seed + i))];

    public static string KeyText(byte seed) => Convert.ToBase64String(Key(seed));

    public static JsonElement Json(string text) => JsonElement.Parse(text);
}
