namespace ArazzoDurable.Runtime.Tests.Conformance;

/// <summary>A rule that the runner is held to.</summary>
/// <param name="Id">Its group and its name: <c>group.name</c>.</param>
/// <param name="Says">The rule.</param>
/// <param name="From">Where it comes from.</param>
/// <param name="Test">The test in C# that shows it, as <c>file#method</c>; null: cases do.</param>
sealed record Rule(string Id, string Says, string From, string? Test);
