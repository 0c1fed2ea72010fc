using OpenTelemetry;
using OpenTelemetry.Logs;

namespace LeadScoring.Functions.Telemetry;

/// <summary>
/// Leaves of an exception in a log its type and where it came from. Its message could hold anything. The app's own logs have none; libraries and the
/// worker write such.
/// </summary>
internal sealed class WithoutExceptions : BaseProcessor<LogRecord>
{
    /// <inheritdoc />
    public override void OnEnd(LogRecord data)
    {
        if (data.Exception is not { } exception)
            return;
        data.Attributes =
        [
            .. data.Attributes ?? [],
            new("exception.type", exception.GetType().FullName),
            new("exception.stacktrace", exception.StackTrace),
        ];
        data.Exception = null;
    }
}
