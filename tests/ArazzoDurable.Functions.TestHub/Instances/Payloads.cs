using System.Text;
using System.Text.Json;
using ArazzoDurable.Functions.Hosting;

namespace ArazzoDurable.Functions.TestHub.Instances;

/// <summary>Payloads as the Durable Task extension writes and reads them: with the worker's serializer, and by the type that a value has, not by the one that it is asked for as.</summary>
static class Payloads
{
    const int DeepestLevel = 128;

    static readonly JsonElement Null = JsonElement.Parse("null");

    /// <summary>What is stored of a value.</summary>
    public static JsonElement Write(object? value)
    {
        if (value is null)
            return Null;
        using var document = JsonDocument.Parse(Runner.Serializer.Serialize(value, value.GetType(), default).ToMemory(), new JsonDocumentOptions { MaxDepth = DeepestLevel });
        return document.RootElement.Clone();
    }

    /// <summary>A value from what is stored of it.</summary>
    public static object? Read(JsonElement payload, Type type)
    {
        if (payload.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null && type != typeof(JsonElement))
            return null;
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(payload.GetRawText()));
        return Runner.Serializer.Deserialize(stream, type, default);
    }

    /// <summary>A value from what is stored of it.</summary>
    public static T Read<T>(JsonElement payload) => (T)Read(payload, typeof(T))!;
}
