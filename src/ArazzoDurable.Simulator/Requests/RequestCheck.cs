using System.Collections.Immutable;
using ArazzoDurable.Simulator.Answers;
using ArazzoDurable.Simulator.Operations;

namespace ArazzoDurable.Simulator.Requests;

/// <summary>Refuses requests that the API behind the document would refuse too.</summary>
static class RequestCheck
{
    /// <summary>The refusal of a request that lacks something required, or whose body is broken; null when all is there.</summary>
    internal static Answer? Refusal(Operation operation, ReceivedRequest request)
    {
        var missing = Missing(operation, request);
        if (missing.Length > 0)
        {
            return Problem.Of(400, "missing-value", $"{operation.Name} requires what the request does not have: {string.Join(", ", missing)}.", "missing", missing);
        }
        return Malformation(operation, request);
    }

    /// <summary>The refusal of a request whose body is broken; null when it is not.</summary>
    internal static Answer? Malformation(Operation operation, ReceivedRequest request) => request.IsMalformed
        ? Problem.Of(400, "malformed-body", $"The request to {operation.Name} says that its body is JSON, and it is not.")
        : null;

    /// <summary>What the request lacks of what the operation requires.</summary>
    internal static ImmutableArray<string> Missing(Operation operation, ReceivedRequest request)
    {
        var missing = operation.Required.Where(parameter => !IsPresent(parameter, request))
            .Select(parameter => $"{parameter.In} parameter '{parameter.Name}'").ToImmutableArray();
        if (operation.BodyRequired && !request.HasBody)
            missing = missing.Add("request body");
        return missing;
    }

    static bool IsPresent(RequiredParameter parameter, ReceivedRequest request) => parameter.In switch
    {
        "header" => request.Headers.ContainsKey(parameter.Name),
        "cookie" => request.Cookies.ContainsKey(parameter.Name),
        // Lists and objects may be spelled `name[]=` and `name[member]=`.
        _ => request.Query.Keys.Any(name => name == parameter.Name || name.StartsWith($"{parameter.Name}[", StringComparison.Ordinal)),
    };
}
