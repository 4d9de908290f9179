using System.Buffers;
using System.Text.Json;
using ArazzoDurable.Language.Schemas.Keywords;

namespace ArazzoDurable.Language.Schemas;

/// <summary>Writes one value again, with the defaults of its absent members.</summary>
sealed class DefaultFilling
{
    readonly ArrayBufferWriter<byte> buffer = new();
    readonly HashSet<SchemaNode> beingFilledIn = [];
    int filled;

    internal JsonElement Fill(JsonElement instance, SchemaNode root)
    {
        using (var writer = new Utf8JsonWriter(buffer))
            Write(writer, instance, new ApplicableSchemas([root], Reach.Certain), 0);
        return filled == 0 ? instance : JsonElement.Parse(buffer.WrittenSpan, new JsonDocumentOptions { MaxDepth = SchemaLimits.Nesting * 2 });
    }

    void Write(Utf8JsonWriter writer, JsonElement value, ApplicableSchemas schemas, int depth)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when schemas.Schemas.Count > 0:
                WriteObject(writer, value, schemas, depth);
                break;
            case JsonValueKind.Array when schemas.Schemas.Count > 0:
                writer.WriteStartArray();
                var index = 0;
                foreach (var element in value.EnumerateArray())
                    Write(writer, element, schemas.ForElement(index++), depth + 1);
                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    void WriteObject(Utf8JsonWriter writer, JsonElement value, ApplicableSchemas schemas, int depth)
    {
        var present = Keyword.Names(value);
        writer.WriteStartObject();
        foreach (var member in value.EnumerateObject())
        {
            writer.WritePropertyName(member.Name);
            Write(writer, member.Value, schemas.ForMember(member.Name), depth + 1);
        }
        foreach (var name in schemas.DeclaredNames())
        {
            if (!present.Contains(name))
                WriteDefault(writer, name, schemas.ForMember(name), depth);
        }
        writer.WriteEndObject();
    }

    void WriteDefault(Utf8JsonWriter writer, string name, ApplicableSchemas schemas, int depth)
    {
        if (schemas.Schemas.FirstOrDefault(node => node.Default is not null) is not { Default: { } value } source)
            return;
        // A default that contains itself by way of a recursive schema would have no end.
        if (filled >= SchemaLimits.Defaults || depth >= SchemaLimits.Nesting || !beingFilledIn.Add(source))
            return;
        filled++;
        writer.WritePropertyName(name);
        Write(writer, value, schemas, depth + 1);
        beingFilledIn.Remove(source);
    }
}
