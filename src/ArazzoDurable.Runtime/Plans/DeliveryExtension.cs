using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Runtime.Plans;

/// <summary>The extension <c>x-delivery</c> of a step: whether its call may be repeated when its outcome is unknown.</summary>
public static class DeliveryExtension
{
    /// <summary>Its name.</summary>
    public const string Name = "x-delivery";

    const string AtMostOnce = "at-most-once";
    const string AtLeastOnce = "at-least-once";

    /// <summary>Whether the step asks that its call be never repeated.</summary>
    public static bool Read(Step step, ICollection<Diagnostic> diagnostics)
    {
        if (step.Extension(Name) is not { } node)
            return false;
        var text = node is Node.Scalar { Value: { ValueKind: JsonValueKind.String } value } ? value.GetString() : null;
        if (text is not (AtMostOnce or AtLeastOnce))
        {
            diagnostics.Add(Diagnostic.Warning(
                PlanCodes.InvalidDelivery, step.Location.At(Name), "x-delivery is ignored: it is none that is known.",
                $"x-delivery: {AtMostOnce}, or {AtLeastOnce}, which is the default."));
        }
        return text == AtMostOnce;
    }
}
