using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Core.Serialization;

namespace ArazzoDurable.Functions.Hosting;

/// <summary>
/// Writes values as what they are cases of. The worker asks to have a value written by the type that it has, which leaves out which case of a
/// closed set it is, so that nobody could read it.
/// </summary>
/// <param name="options">How values become JSON.</param>
sealed class PayloadSerializer(JsonSerializerOptions options) : JsonObjectSerializer(options)
{
    public override void Serialize(Stream stream, object? value, Type inputType, CancellationToken cancellationToken) =>
        base.Serialize(stream, value, WholeOf(inputType), cancellationToken);

    public override ValueTask SerializeAsync(Stream stream, object? value, Type inputType, CancellationToken cancellationToken) =>
        base.SerializeAsync(stream, value, WholeOf(inputType), cancellationToken);

    public override BinaryData Serialize(object? value, Type? inputType = null, CancellationToken cancellationToken = default) =>
        base.Serialize(value, WholeOf(inputType ?? TypeOf(value)), cancellationToken);

    public override ValueTask<BinaryData> SerializeAsync(object? value, Type? inputType = null, CancellationToken cancellationToken = default) =>
        base.SerializeAsync(value, WholeOf(inputType ?? TypeOf(value)), cancellationToken);

    static Type TypeOf(object? value) => value?.GetType() ?? typeof(object);

    /// <summary>The closed set that a type is a case of; the type itself when there is none.</summary>
    static Type WholeOf(Type type)
    {
        for (var whole = type; whole is not null; whole = whole.BaseType)
        {
            if (whole.GetCustomAttribute<JsonPolymorphicAttribute>(inherit: false) is not null)
                return whole;
        }
        return type;
    }
}
