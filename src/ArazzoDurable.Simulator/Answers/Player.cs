using System.Text.Json;
using ArazzoDurable.Simulator.Operations;
using ArazzoDurable.Simulator.Scenarios;

namespace ArazzoDurable.Simulator.Answers;

/// <summary>Gives an operation's answers in their order: the scripted ones, or the described one again and again. Not safe for several threads.</summary>
sealed class Player(Operation operation, Script? script)
{
    const int RememberedResources = 100_000;

    readonly Recent<string, int> positions = new(RememberedResources);
    Answer? described;
    long count;

    /// <summary>The answer to the next call.</summary>
    internal Answer Next(RouteMatch match, IReadOnlyDictionary<string, string> query, JsonElement? body)
    {
        count++;
        if (script is null)
            return described ??= DescribedAnswer.Success(operation);
        var resource = string.Join('\0', match.PathValues.OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => value.Value));
        var position = positions[resource];
        positions[resource] = position == int.MaxValue ? position : position + 1;
        return Play(script.At(position), new RequestValues(match.PathValues, query, body, count));
    }

    Answer Play(ScriptedResponse scripted, RequestValues request)
    {
        var answer = DescribedAnswer.Of(operation, scripted.Status);
        var headers = scripted.Headers.SetItems(scripted.Headers.Select(header => KeyValuePair.Create(header.Key, Template.FillText(header.Value, request))));
        if (scripted.Body is { } body)
        {
            var contentType = headers.GetValueOrDefault("Content-Type") ?? answer.ContentType ?? "application/json";
            answer = new Answer(scripted.Status, contentType, DescribedAnswer.Bytes(contentType, Template.Fill(body, request)));
        }
        return answer with { Headers = headers.Remove("Content-Type"), Delay = scripted.Delay };
    }
}
