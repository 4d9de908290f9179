using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using ArazzoDurable.Language.Expressions;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Secrets;

namespace ArazzoDurable.Runtime.Walk;

/// <summary>Works out outputs, seals what is secret in them, and keeps large ones in the store.</summary>
/// <param name="sealer">Seals.</param>
/// <param name="values">Keeps.</param>
sealed class OutputWriter(Sealer sealer, RunValues values)
{
    /// <summary>The outputs that have a value.</summary>
    /// <param name="plans">What is to be worked out.</param>
    /// <param name="context">What expressions read from.</param>
    /// <param name="walker">Who walks.</param>
    /// <param name="at">What sets these outputs apart from others of the walk: the step and the visit.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<OutputSet> WriteAsync(
        ImmutableArray<OutputPlan> plans, WalkContext context, Walker walker, string at, CancellationToken cancellationToken)
    {
        var made = plans
            .Select(plan => (plan.Name, Value: plan.Value.Evaluate(context) as TemplateResult.Value))
            .Where(output => output.Value is not null)
            .ToList();
        // All secrets are known before the first value is kept: what one output names as a secret another one may hold.
        foreach (var (name, value) in made)
        {
            if (IsSecret(name, value!))
                context.Secrets.Add(value!.Json);
        }
        var outputs = OutputSet.Empty.Values.ToBuilder();
        foreach (var (name, value) in made)
            outputs[name] = await KeepAsync(Guard(name, value!, context, walker.RunId), walker, $"{at}/{name}", cancellationToken);
        return new OutputSet(outputs.ToImmutable());
    }

    /// <summary>A value as the state may hold it: with every secret in it sealed.</summary>
    JsonElement Guard(string name, TemplateResult.Value value, WalkContext context, string runId) =>
        IsSecret(name, value) || Sealer.HoldsSealed(value.Json)
            ? sealer.Seal(value.Json, runId)
            : context.Secrets.SealEchoes(value.Json, sealer, runId);

    static bool IsSecret(string name, TemplateResult.Value value) =>
        value.IsSecret || (value.Json.ValueKind is JsonValueKind.String && SecretNames.IsTelling(name));

    async Task<OutputValue> KeepAsync(JsonElement value, Walker walker, string at, CancellationToken cancellationToken)
    {
        var bytes = RunValues.Bytes(value);
        if (bytes.Length <= OutputValue.InlineLimit)
            return new OutputValue(value);
        // Attempts and redeliveries of one visit may come to different values; each has a key of its own, so that none is written over.
        var key = RunKeys.Value(
            walker.RunId,
            walker.Item.ToString(CultureInfo.InvariantCulture),
            walker.Generation.ToString(CultureInfo.InvariantCulture),
            walker.Path,
            at,
            Convert.ToHexStringLower(SHA256.HashData(bytes.Span)));
        await values.WriteAsync(key, value, cancellationToken);
        return new OutputValue(null, key);
    }
}
