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

    private static string Prefix(DateTimeOffset minute) => minute.UtcDateTime.ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture) + ":";

    private static string Prefix(Day day) => day.Start.ToString("yyyyMMdd", CultureInfo.InvariantCulture) + ":";
}
