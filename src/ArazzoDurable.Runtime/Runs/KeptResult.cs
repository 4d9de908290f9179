namespace ArazzoDurable.Runtime.Runs;

/// <summary>The result of an item as it is stored. The next one of the item takes its place.</summary>
/// <param name="Generation">The generation of the run in which the item came to it.</param>
/// <param name="Result">The result.</param>
public sealed record KeptResult(int Generation, RunResult Result);
