using System.Text.Json;
using ArazzoDurable.Language.Documents;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>A parameter of a step, evaluated.</summary>
/// <param name="Name">Its name.</param>
/// <param name="In">Where it goes; <see cref="ParameterPlace.Input"/> when the step does not say.</param>
/// <param name="Value">Its value; null when it came to nothing, which is not the same as a JSON null.</param>
public sealed record ParameterValue(string Name, ParameterPlace In, JsonElement? Value);
