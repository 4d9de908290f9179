using System.Text.Json;

namespace ArazzoDurable.Language.Expressions;

/// <summary>Writes an object or array with its values filled in; what has none is left out.</summary>
sealed class TemplateWriter(IExpressionContext context)
{
    TemplateResult? failure;
    bool secret;

    public TemplateResult Write(ValueTemplate template)
    {
        var json = JsonValues.Build(writer => Write(template, writer));
        return failure ?? new TemplateResult.Value(json, secret);
    }

    void Write(ValueTemplate template, Utf8JsonWriter writer)
    {
        switch (template)
        {
            case ValueTemplate.Array array:
                writer.WriteStartArray();
                foreach (var item in array.Items)
                    WritePart(item, null, writer);
                writer.WriteEndArray();
                break;
            case ValueTemplate.Object mapping:
                writer.WriteStartObject();
                foreach (var (name, value) in mapping.Members)
                    WritePart(value, name, writer);
                writer.WriteEndObject();
                break;
        }
    }

    void WritePart(ValueTemplate template, string? name, Utf8JsonWriter writer)
    {
        if (template is ValueTemplate.Array or ValueTemplate.Object)
        {
            if (name is not null)
                writer.WritePropertyName(name);
            Write(template, writer);
            return;
        }
        var result = template.Evaluate(context);
        if (result is TemplateResult.Value value)
        {
            if (name is not null)
                writer.WritePropertyName(name);
            JsonValues.Write(writer, value.Json);
            secret |= value.IsSecret;
        }
        else if (result is not TemplateResult.Absent)
        {
            failure ??= result;
        }
    }
}
