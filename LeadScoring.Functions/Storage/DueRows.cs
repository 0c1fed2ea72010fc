using System.Collections.Immutable;
using System.Globalization;

using Azure.Data.Tables;

using LeadScoring.Domain.Events;
using LeadScoring.Domain.Values;

namespace LeadScoring.Functions.Storage;

/// <summary>Rows of the table Due: which leads want a visit on which night, or at which minute. A run reads everything up to its day, missed runs' rows too.</summary>
internal static class DueRows
{
    /// <summary>Partition of the watermark rows.</summary>
    public const string Watermarks = "watermark";

    /// <summary>The newest night that was started.</summary>
    public const string Night = "night";

    /// <summary>Deadlines are spread over this many partitions.</summary>
    public const int DeadlinePartitions = 16;

    public static string Partition(int bucket) => $"night:{bucket.ToString("D3", CultureInfo.InvariantCulture)}";

    public static string Row(Day day, string leadId) => Prefix(day) + leadId;

    /// <summary>First row key after those of a day.</summary>
    public static string After(Day day) => Prefix(day.AddDays(1));

    public static string LeadOf(string rowKey) => rowKey[9..];

    public static TableEntity Entity(Day day, string leadId) => new(Partition(LeadIds.BucketOf(leadId)), Row(day, leadId));

    /// <summary>The partition of deadlines with a number from 0.</summary>
    public static string DeadlinePartition(int number) => $"deadline:{number.ToString("D2", CultureInfo.InvariantCulture)}";

    /// <summary>Row of a lead that wants a visit at a time. In the minute that begins then or next: a visit is never early.</summary>
    public static TableEntity Entity(DateTimeOffset due, string leadId)
    {
        var minute = due.UtcTicks % TimeSpan.TicksPerMinute == 0 ? due : due.AddMinutes(1);
        return new(DeadlinePartition(LeadIds.BucketOf(leadId) % DeadlinePartitions), Prefix(minute) + leadId);
    }

    /// <summary>First row key after those of the minute in which an instant lies.</summary>
    public static string After(DateTimeOffset now) => Prefix(now.AddMinutes(1));

    /// <summary>The lead of a deadline's row.</summary>
    public static string LeadOfDeadline(string rowKey) => rowKey[13..];

    /// <summary>Notes in a lead's state when it wants the next visits, and gives the rows to be filed for them: none where an earlier one is filed already.</summary>
    /// <param name="night">The next day on which something changes by time alone; null = none.</param>
    /// <param name="deadline">The next time at which something is overdue; null = none.</param>
    public static (LeadState State, ImmutableArray<TableEntity> Rows) File(string leadId, LeadState state, Day? night, DateTimeOffset? deadline, DateTimeOffset now)
    {
        // The evaluated day may be a day ahead of the clock; what is due counts from the clock. A row that is not in the future counts as none.
        var nightFiled = state.Night.Indexed > Day.Of(now) ? state.Night.Indexed : null;
        var deadlineFiled = state.Deadline.Indexed > now ? state.Deadline.Indexed : null;
        var filesNight = night is not null && !(nightFiled <= night);
        var filesDeadline = deadline is not null && !(deadlineFiled <= deadline);
        var rows = ImmutableArray.CreateBuilder<TableEntity>(2);
        if (filesNight)
            rows.Add(Entity(night!.Value, leadId));
        if (filesDeadline)
            rows.Add(Entity(deadline!.Value, leadId));
        return (
            state with { Night = new DueTime(night, filesNight ? night : nightFiled), Deadline = new Deadline(deadline, filesDeadline ? deadline : deadlineFiled) },
            rows.DrainToImmutable());
    }

    private static string Prefix(DateTimeOffset minute) => minute.UtcDateTime.ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture) + ":";

    private static string Prefix(Day day) => day.Start.ToString("yyyyMMdd", CultureInfo.InvariantCulture) + ":";
}
