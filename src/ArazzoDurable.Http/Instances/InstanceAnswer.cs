using System.Globalization;
using System.Text.Json;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Secrets;

namespace ArazzoDurable.Http.Instances;

/// <summary>How an instance is told. Secrets read <c>***</c>; history is not told, because none is kept of an instance that has completed.</summary>
static class InstanceAnswer
{
    public static void Write(Utf8JsonWriter writer, InstanceState instance, bool showInput)
    {
        writer.WriteStartObject();
        writer.WriteString("name", instance.Name);
        writer.WriteString("instanceId", instance.InstanceId);
        writer.WriteString("runtimeStatus", instance.Status.ToString());
        Write(writer, "input", showInput ? instance.Input : null);
        Write(writer, "customStatus", instance.CustomStatus);
        Write(writer, "output", instance.Output);
        writer.WriteString("createdTime", Seconds(instance.CreatedAt));
        writer.WriteString("lastUpdatedTime", Seconds(instance.LastUpdatedAt));
        writer.WriteEndObject();
    }

    static void Write(Utf8JsonWriter writer, string name, JsonElement? value)
    {
        writer.WritePropertyName(name);
        if (value is { } known)
            Sealer.Mask(known).WriteTo(writer);
        else
            writer.WriteNullValue();
    }

    static string Seconds(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
