using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Schemas;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Secrets;

namespace ArazzoDurable.Runtime.Runs;

/// <summary>What comes of holding inputs against the schema of the workflow that is to take them.</summary>
public abstract partial record InputCheck
{
    /// <summary>They fit.</summary>
    /// <param name="Sealed">The inputs, defaults filled in and secrets sealed.</param>
    public sealed record Fitting(JsonElement Sealed) : InputCheck;

    /// <summary>They do not.</summary>
    /// <param name="Problems">What is wrong with them; pointers are into the inputs.</param>
    public sealed record Unfit(ImmutableArray<Diagnostic> Problems) : InputCheck;

    /// <summary>The code of a diagnostic about an input.</summary>
    public const string Code = "invalid-input";

    /// <summary>Fills in defaults, checks, and seals.</summary>
    /// <param name="workflow">The workflow that is to take the inputs.</param>
    /// <param name="inputs">The inputs in clear.</param>
    /// <param name="secrets">Names to keep secret beside those whose schema or name says so.</param>
    /// <param name="sealer">Seals.</param>
    /// <param name="runId">The run they are for.</param>
    /// <param name="allowance">What this check may cost together with others; null: what it may cost alone.</param>
    public static InputCheck Fit(
        WorkflowPlan workflow, JsonElement inputs, IReadOnlyCollection<string> secrets, Sealer sealer, string runId, SchemaAllowance? allowance = null)
    {
        if (inputs.ValueKind is not JsonValueKind.Object)
            return new Unfit([Problem(JsonPointer.Root, $"the inputs of workflow '{workflow.WorkflowId}' are an object with a member for each, not {Kind(inputs)}")]);
        if (workflow.Inputs is not { } schema)
            return new Fitting(SecretInputs.Seal(inputs, [], secrets, sealer, runId));
        var complete = schema.ApplyDefaults(inputs);
        var violations = schema.Validate(complete, allowance);
        return violations.IsEmpty
            ? new Fitting(SecretInputs.Seal(complete, schema.FindSecretMarks(complete), secrets, sealer, runId))
            : new Unfit([.. violations.Select(violation => Problem(violation.Instance, IsSecret(violation.Instance) ? WithoutDigits(violation.Message) : violation.Message))]);

        bool IsSecret(JsonPointer at) => at.Tokens.Any(name => secrets.Contains(name) || SecretNames.IsTelling(name))
            || schema.FindSecretMarks(complete).Any(mark => mark is { XSecret: true } or { Password: true } or { WriteOnly: true }
                && $"{at}/".StartsWith($"{mark.Instance}/", StringComparison.Ordinal));
    }

    /// <summary>A message that tells of a number that it is one, and no more.</summary>
    static string WithoutDigits(string message) => NumberFound().Replace(message, "found a number");

    [GeneratedRegex(@"found number \S+", RegexOptions.CultureInvariant)]
    private static partial Regex NumberFound();

    static Diagnostic Problem(JsonPointer at, string message) => Diagnostic.Error(Code, new Location(at, Mark.None), message);

    static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        JsonValueKind.Null => "null",
        JsonValueKind.Object or JsonValueKind.Undefined => "nothing",
        _ => "nothing",
    };
}
