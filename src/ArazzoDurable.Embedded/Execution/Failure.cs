using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Embedded.Execution;

/// <summary>How an activity or an orchestration failed. It is stored and shown, so its message is one line of at most 1,000 characters.</summary>
sealed record Failure(string ErrorType, string Message)
{
    const int LongestMessage = 1_000;

    public static Failure Of(Exception exception) => new(exception.GetType().FullName ?? exception.GetType().Name, Fit(exception.Message));

    public static Failure Read(byte[] json) => JsonSerializer.Deserialize(json, EmbeddedJson.Default.Failure)
        ?? throw new JsonException($"No failure: {Encoding.UTF8.GetString(json)}");

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, EmbeddedJson.Default.Failure);

    public TaskFaultedException ToException(string taskName) => new(taskName, ErrorType, Message);

    /// <summary>Makes a space of control characters, however many follow each other, and cuts what is too long.</summary>
    static string Fit(string message)
    {
        var text = new StringBuilder();
        for (var i = 0; i < message.Length && text.Length <= LongestMessage; i++)
        {
            if (!char.IsControl(message[i]))
                text.Append(message[i]);
            else if (i == 0 || !char.IsControl(message[i - 1]))
                text.Append(' ');
        }
        if (text.Length <= LongestMessage)
            return text.ToString();
        var end = LongestMessage - 1;
        return text.ToString(0, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end) + "…";
    }
}

[JsonSerializable(typeof(Failure))]
[JsonSerializable(typeof(string))]
sealed partial class EmbeddedJson : JsonSerializerContext;
