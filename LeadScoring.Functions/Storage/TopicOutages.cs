using Azure;
using Azure.Data.Tables;

using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Telemetry;

using Microsoft.Extensions.Logging;

namespace LeadScoring.Functions.Storage;

/// <summary>
/// Keeps in one row, for all instances, since when messages wait for the topic and why the last that was sent failed: health is asked of any instance. The row is
/// written at most every half minute, and goes when a message that had waited is taken.
/// </summary>
public sealed class TopicOutages(ITables tables, TimeProvider clock, ILogger<TopicOutages> log)
{
    private const string Partition = "topic";
    private const string Row = "outage";
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    // What waits is tried again every ten minutes at the latest: a row that nobody has renewed since is left over.
    private static readonly TimeSpan LeftOver = TimeSpan.FromMinutes(30);

    private readonly Lock _gate = new();
    private (string? Reason, DateTimeOffset At) _noted;

    /// <summary>A message was not taken.</summary>
    /// <param name="reason">Holds nothing of a message.</param>
    /// <param name="decided">When the message was decided; null where it does not say.</param>
    public async Task Note(string reason, DateTimeOffset? decided, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            if (_noted.Reason == reason && now - _noted.At < Every)
                return;
            _noted = (reason, now);
        }

        await Try(async () =>
        {
            var since = decided ?? now;
            if (await Find(cancellation) is { } known && known.Since < since)
                since = known.Since;
            log.TopicUnavailable(ServiceBusTopic.Name, reason, since);
            await tables.Parked.Upsert(new TableEntity(Partition, Row) { ["since"] = since, ["reason"] = reason, ["at"] = now }, cancellation);
        });
    }

    /// <summary>A message that had waited was taken.</summary>
    public Task End(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            if (_noted.Reason is null && now - _noted.At < Every)
                return Task.CompletedTask;
            _noted = (null, now);
        }

        return Try(() => tables.Parked.Delete(Partition, Row, ETag.All, cancellation));
    }

    /// <summary>The outage that lasts; null when there is none.</summary>
    public async Task<TopicOutage?> Find(CancellationToken cancellation) =>
        await tables.Parked.Find(Partition, Row, cancellation) is { } row && row.GetDateTimeOffset("at") is { } at && clock.GetUtcNow() - at < LeftOver
            ? new TopicOutage(row.GetDateTimeOffset("since") ?? at, row.GetString("reason") ?? "", at)
            : null;

    // A note is not worth a lead's visit.
    private static async Task Try(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception fault) when (Failure.IsTransient(fault) && fault is not OperationCanceledException)
        {
            // The next message that is not taken notes it.
        }
    }
}

/// <summary>The topic takes nothing.</summary>
/// <param name="Since">When the oldest message that is known to wait was decided.</param>
/// <param name="Reason">Why the last one was not taken.</param>
/// <param name="At">When that was.</param>
public sealed record TopicOutage(DateTimeOffset Since, string Reason, DateTimeOffset At);
