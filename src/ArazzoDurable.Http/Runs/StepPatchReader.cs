using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Http.Problems;
using ArazzoDurable.Http.Requests;

namespace ArazzoDurable.Http.Runs;

/// <summary>Reads the overrides of steps: <c>{"$type": "merge_patch", "value": {…}}</c> by the names of steps.</summary>
static class StepPatchReader
{
    const string MergePatch = "merge_patch";
    const string ValueForm = "an object with the members of the step to change, null for those to remove";

    public static ImmutableSortedDictionary<string, JsonElement> Read(JsonFields steps)
    {
        var patches = ImmutableSortedDictionary.CreateBuilder<string, JsonElement>(StringComparer.Ordinal);
        foreach (var step in steps.Names)
        {
            if (steps.Object(step) is { } patch && ReadPatch(patch) is { } value)
                patches[step] = value;
            else if (steps.Value(step) is null)
                steps.Refuse(step, ProblemCodes.InvalidValue, $"'{step}' must be an object with the member 'value'; null was sent.");
        }
        return patches.ToImmutable();
    }

    static JsonElement? ReadPatch(JsonFields patch)
    {
        if (patch.Text("$type") is { } type && type != MergePatch)
        {
            // The type may be anything that was put into the wrong place; those of the protocol are named.
            var named = type is "json_patch" ? "'json_patch' is not supported" : "another string was sent";
            patch.Refuse("$type", ProblemCodes.NotSupported, $"'$type' must be '{MergePatch}', or be left out; {named}.");
            return null;
        }
        patch.Require("value", ValueForm);
        if (patch.Value("value") is not { } value)
            return null;
        if (value.ValueKind is JsonValueKind.Object)
            return value;
        patch.Refuse("value", ProblemCodes.InvalidValue, $"'value' must be {ValueForm}; {Words.Of(value)} was sent.");
        return null;
    }
}
