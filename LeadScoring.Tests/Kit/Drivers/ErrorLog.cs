using System.Collections.Concurrent;

using Microsoft.Extensions.Logging;

namespace LeadScoring.Tests.Kit.Drivers;

/// <summary>Keeps what is logged as an error, or from another level on.</summary>
internal sealed class ErrorLog(ConcurrentQueue<string> lines, LogLevel from = LogLevel.Error) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= from;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
            lines.Enqueue($"{formatter(state, exception)} {exception}");
    }

    public void Dispose()
    {
    }
}
