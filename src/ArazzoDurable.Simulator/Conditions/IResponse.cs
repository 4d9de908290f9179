using System.Text.Json.Nodes;

namespace ArazzoDurable.Simulator.Conditions;

/// <summary>A response that conditions are judged by.</summary>
interface IResponse
{
    /// <summary>The status; null when there is no response.</summary>
    int? Status { get; }

    /// <summary>Whether there is a body.</summary>
    bool HasBody { get; }

    /// <summary>The body.</summary>
    JsonNode? Body { get; }

    /// <summary>The headers; names are compared ignoring case.</summary>
    IReadOnlyDictionary<string, string> Headers { get; }
}
