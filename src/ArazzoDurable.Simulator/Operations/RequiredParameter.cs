namespace ArazzoDurable.Simulator.Operations;

/// <summary>A parameter that a request cannot do without.</summary>
/// <param name="Name">Its name.</param>
/// <param name="In"><c>query</c>, <c>header</c> or <c>cookie</c>.</param>
sealed record RequiredParameter(string Name, string In);
