using LeadScoring.CrmConnector.Crm;

namespace LeadScoring.CrmConnector.Feedback;

/// <summary>Looks at the file now and then.</summary>
internal sealed partial class FeedbackWorker(OutcomeSync outcomes, TimeSpan poll, TimeProvider time, ILogger<FeedbackWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var said = "";
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            TimeSpan? asked = null;
            try
            {
                asked = await outcomes.Round(stoppingToken);
                failures = asked is null ? 0 : failures + 1;
                said = "";
            }
            catch (CrmFileBusyException busy)
            {
                // Once, not every two seconds.
                if (busy.Message != said)
                    LogBusy(said = busy.Message);
            }

            // Twice the time after each failure, and never sooner than the app asked for.
            var pause = TimeSpan.FromTicks(Math.Min(poll.Ticks << Math.Min(failures, 5), Math.Max(Longest.Ticks, poll.Ticks)));
            await Task.Delay(asked > pause ? asked.Value : pause, time, stoppingToken);
        }
    }

    [LoggerMessage(9104, LogLevel.Warning, "Outcomes wait: {Problem}")]
    private partial void LogBusy(string problem);
}
