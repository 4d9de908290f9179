using Microsoft.Extensions.Logging;

namespace ArazzoDurable.Functions.TestHub.Worker;

/// <summary>What was written to a log.</summary>
/// <param name="Level">How grave it is.</param>
/// <param name="Message">What it says.</param>
/// <param name="Exception">What went wrong.</param>
sealed record LogLine(LogLevel Level, string Message, Exception? Exception);
