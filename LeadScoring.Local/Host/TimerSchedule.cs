using NCrontab;

namespace LeadScoring.Local.Host;

/// <summary>Starts timer functions by their CRON expressions, in UTC, on the real clock: moving the app's clock fires none.</summary>
internal sealed class TimerSchedule(IReadOnlyList<Function.Timer> functions, TimerRuns runs) : BackgroundService
{
    // Looks again at least so often, so that a laptop that slept does not fire hours late.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly List<(Function.Timer Function, CrontabSchedule Schedule)> _timers = [.. functions.Select(function => (function, Parse(function)))];

    /// <summary>The next time after the given one. Six fields, seconds first, as NCRONTAB of the Functions host.</summary>
    public static CrontabSchedule Parse(Function.Timer function) =>
        CrontabSchedule.TryParse(function.Schedule, new CrontabSchedule.ParseOptions { IncludingSeconds = function.Schedule.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length == 6 })
        ?? throw FunctionCatalog.Unfit(function.Method, $"'{function.Schedule}' is not a CRON expression", "Write six fields, seconds first, such as \"0 0 1 * * *\" for 01:00:00 UTC.");

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(_timers.Select(timer => Keep(timer.Function, timer.Schedule, stoppingToken)));

    private async Task Keep(Function.Timer function, CrontabSchedule schedule, CancellationToken stopping)
    {
        if (function.RunOnStartup)
            await runs.Start(function);
        var due = schedule.GetNextOccurrence(Now());
        while (!stopping.IsCancellationRequested)
        {
            var wait = due - Now();
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait < Longest ? wait : Longest, TimeProvider.System, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }
            // One run at a time, as the host's singleton lock has it; times missed meanwhile are skipped.
            await runs.Start(function).WaitAsync(stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            due = schedule.GetNextOccurrence(Now());
        }
    }

    private static DateTime Now() => TimeProvider.System.GetUtcNow().UtcDateTime;
}
