namespace ArazzoDurable.Functions.Tests.Replay;

/// <summary>The code asks for other things than its history holds.</summary>
sealed class NonDeterministicException(string message) : Exception(message);
