using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Syntax;
using ArazzoDurable.Runtime.Plans;

namespace ArazzoDurable.Runtime.Polling;

/// <summary>The extension <c>x-polling</c> of a step: how loops that re-enter it are paced.</summary>
public static class PollingExtension
{
    /// <summary>Its name.</summary>
    public const string Name = "x-polling";

    /// <summary>Reads it; null when the step has none, or none that can be read.</summary>
    public static PollingOverride? Read(Step step, ICollection<Diagnostic> diagnostics)
    {
        if (step.Extension(Name) is not { } node)
            return null;
        var location = step.Location.At(Name);
        if (node is not Node.Mapping mapping)
        {
            diagnostics.Add(Problem(location, "it is no object"));
            return null;
        }
        var polling = new PollingOverride();
        foreach (var member in mapping.Members)
        {
            var number = member.Value is Node.Scalar { Value: { ValueKind: JsonValueKind.Number } value } && value.TryGetDecimal(out var parsed) && parsed >= 0
                ? parsed
                : (decimal?)null;
            polling = (member.Name, number) switch
            {
                ("interval", { } seconds) => polling with { Interval = seconds },
                ("factor", { } factor) => polling with { Factor = factor },
                ("maxInterval", { } seconds) => polling with { MaxInterval = seconds },
                ("deadline", { } seconds) => polling with { Deadline = seconds },
                ("maxVisits", { } visits and >= 1 and <= int.MaxValue) when decimal.IsInteger(visits) => polling with { MaxVisits = (int)visits },
                _ => Ignore(polling, member, location, diagnostics),
            };
        }
        return polling;
    }

    static PollingOverride Ignore(PollingOverride polling, Member member, Location location, ICollection<Diagnostic> diagnostics)
    {
        diagnostics.Add(Problem(new Location(location.Pointer.Append(member.Name), member.NameMark), $"'{member.Name}' is none of its members, or is no number that fits"));
        return polling;
    }

    static Diagnostic Problem(Location location, string what) => Diagnostic.Warning(
        PlanCodes.InvalidPolling, location, $"x-polling is ignored in part: {what}.",
        "x-polling: {interval: 1, factor: 1.5, maxInterval: 30, deadline: 86400, maxVisits: 10000}, times in seconds.");
}
