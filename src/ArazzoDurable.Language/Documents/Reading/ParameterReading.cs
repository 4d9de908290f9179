using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Language.Documents.Reading;

/// <summary>Reads the Parameter Object, and the Reusable Object in its place.</summary>
static class ParameterReading
{
    static readonly ImmutableArray<(string, ParameterPlace)> Places =
        [("path", ParameterPlace.Path), ("query", ParameterPlace.Query), ("header", ParameterPlace.Header), ("cookie", ParameterPlace.Cookie)];

    static readonly ImmutableArray<(string, ParameterPlace)> PlacesOf10 = [.. Places, ("body", ParameterPlace.Body)];

    static readonly ImmutableArray<(string, ParameterPlace)> PlacesOf11 = [.. Places, ("querystring", ParameterPlace.QueryString)];

    public static Parameter? Read(Node node, JsonPointer pointer, ReadContext context)
    {
        if (!ReusableReading.IsReusable(node))
            return ReadInPlace(node, pointer, context);
        var reader = ObjectReader.Open(node, pointer, "a reusable object", context)!;
        if (ReusableReading.Resolve(reader, "parameters", context.Components.Parameters, context) is not var (reference, found))
            return null;
        var value = reader.Optional("value") is { } given ? ValueReading.Any(given, reader.At("value"), context) : found.Value;
        return found with { Reference = reference, Value = value, Location = reader.Location };
    }

    public static Parameter? ReadInPlace(Node node, JsonPointer pointer, ReadContext context)
    {
        if (ObjectReader.Open(node, pointer, "a parameter", context) is not { } reader)
            return null;
        // A place that is no place is still one: it must not be reported as missing too.
        var instead = reader.Optional("in") is null ? ParameterPlace.Input : ParameterPlace.Query;
        var isChannel = context.Is11 && reader.Optional("in") is Node.Scalar { Value: { ValueKind: JsonValueKind.String } given } && given.ValueEquals("channel");
        var place = isChannel ? ParameterPlace.Channel : reader.Choice("in", context.Is11 ? PlacesOf11 : PlacesOf10, "querystring") ?? instead;
        if (isChannel)
            context.Warn(DiagnosticCodes.ChannelParameter, reader.At("in"), "'in: channel' stands in the schema of Arazzo 1.1 only; its text does not say what it means.", "Write 'in: header', or put the value into the payload.");
        if (place == ParameterPlace.Body)
        {
            context.Warn(
                DiagnosticCodes.BodyParameter, reader.At("in"), "Parameters in the body were removed with Arazzo 1.0.1.", "Use 'requestBody' of the step.");
        }
        return new Parameter
        {
            Name = reader.RequiredName("name").Value,
            In = place,
            Value = ValueReading.Required(reader, "value", context),
            Location = reader.Location,
            Extensions = reader.Finish(),
        };
    }
}
