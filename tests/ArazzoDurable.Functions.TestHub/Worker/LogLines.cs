using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ArazzoDurable.Functions.TestHub.Worker;

/// <summary>Keeps what the app writes to its log.</summary>
sealed class LogLines : ILoggerProvider
{
    readonly ConcurrentQueue<LogLine> lines = new();

    /// <summary>What was written so far.</summary>
    public IEnumerable<LogLine> All => lines;

    public ILogger CreateLogger(string categoryName) => new Writer(lines);

    public void Dispose()
    {
    }

    sealed class Writer(ConcurrentQueue<LogLine> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(new LogLine(logLevel, formatter(state, exception), exception));
    }
}
