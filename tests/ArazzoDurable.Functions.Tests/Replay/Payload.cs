using System.Text;
using ArazzoDurable.Functions.Hosting;

namespace ArazzoDurable.Functions.Tests.Replay;

/// <summary>Payloads as the worker writes and reads them: by the type that a value has, not by the one that was declared.</summary>
static class Payload
{
    public static string Write(object? value) =>
        value is null ? "null" : Runner.Serializer.Serialize(value, value.GetType(), CancellationToken.None).ToString();

    public static T? Read<T>(string json) => (T?)Read(json, typeof(T));

    /// <summary>The JSON of a value, also where a string holds it.</summary>
    public static string Inner(string payload) => payload.StartsWith("\"{", StringComparison.Ordinal) ? Read<string>(payload)! : payload;

    public static object? Read(string json, Type type)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return Runner.Serializer.Deserialize(stream, type, CancellationToken.None);
    }
}
