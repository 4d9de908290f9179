using System.Text.Json;

namespace ArazzoDurable.Conformance.Tests.Exchange;

/// <summary>An event of a stream.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Type">What happened.</param>
/// <param name="Data">What is told of it.</param>
sealed record RunEventBlock(long Id, string Type, JsonElement Data);
