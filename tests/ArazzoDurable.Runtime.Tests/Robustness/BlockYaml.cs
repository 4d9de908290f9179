using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ArazzoDurable.Runtime.Tests.Robustness;

/// <summary>Writes JSON as YAML in block style.</summary>
static class BlockYaml
{
    public static string Of(string json)
    {
        var text = new StringBuilder();
        Write(JsonElement.Parse(json), 0, text);
        return text.ToString();
    }

    static void Write(JsonElement value, int depth, StringBuilder text)
    {
        var indent = new string(' ', depth * 2);
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when value.EnumerateObject().Any():
                text.Append('\n');
                foreach (var member in value.EnumerateObject())
                {
                    text.Append(CultureInfo.InvariantCulture, $"{indent}{Scalar(member.Name)}:");
                    Write(member.Value, depth + 1, text);
                }
                break;
            case JsonValueKind.Array when value.GetArrayLength() > 0:
                text.Append('\n');
                foreach (var item in value.EnumerateArray())
                {
                    text.Append(CultureInfo.InvariantCulture, $"{indent}-");
                    Write(item, depth + 1, text);
                }
                break;
            case JsonValueKind.String:
                text.Append(CultureInfo.InvariantCulture, $" {Scalar(value.GetString()!)}\n");
                break;
            default:
                text.Append(CultureInfo.InvariantCulture, $" {value.GetRawText()}\n");
                break;
        }
    }

    static string Scalar(string text) =>
        text.Length > 0 && char.IsAsciiLetter(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? text : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
