using System.Collections.Immutable;
using System.Globalization;

using Azure.Data.Tables;

using LeadScoring.Domain.Events;

namespace LeadScoring.Functions.Storage;

/// <summary>
/// Rows of the table Due: which leads want a visit when a day begins, or at which minute. A run reads everything up to its minute, missed runs' rows too.
/// </summary>
/// <remarks>
/// A day that begins at midnight UTC has the key <c>yyyyMMdd:lead</c>; one that begins at another time, in some model's zone, <c>yyyyMMddTHHmm:lead</c>, which sorts behind it and before the next day.
/// </remarks>
internal static class DueRows
{
    /// <summary>Partition of the watermark rows.</summary>
    public const string Watermarks = "watermark";

    /// <summary>The newest night that was started.</summary>
    public const string NightMark = "night";

    /// <summary>Deadlines are spread over this many partitions.</summary>
    public const int DeadlinePartitions = 16;

    public static string Partition(int bucket) => $"night:{bucket.ToString("D3", CultureInfo.InvariantCulture)}";

    /// <summary>First row key after those of the days that have begun. A row that were read before its time would be taken for one that is still there.</summary>
    public static string AfterNights(DateTimeOffset now) => NightAt(now.AddTicks(-(now.UtcTicks % TimeSpan.TicksPerMinute)).AddMinutes(1));

    /// <summary>The lead of a night's row.</summary>
    /// <exception cref="FormatException">The key is none of this table: somebody damaged it.</exception>
    public static string LeadOf(string rowKey) => rowKey.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon
        ? rowKey[(colon + 1)..]
        : throw new FormatException($"The row '{rowKey}' of the table Due names no lead.");

    /// <summary>Row of a lead that wants a visit when a day begins.</summary>
    public static TableEntity Night(DateTimeOffset dayStart, string leadId) => new(Partition(LeadIds.BucketOf(leadId)), NightAt(NextMinute(dayStart)) + leadId);

    /// <summary>The partition of deadlines with a number from 0.</summary>
    public static string DeadlinePartition(int number) => $"deadline:{number.ToString("D2", CultureInfo.InvariantCulture)}";

    /// <summary>Row of a lead that wants a visit at a time. In the minute that begins then or next: a visit is never early.</summary>
    public static TableEntity Entity(DateTimeOffset due, string leadId) =>
        new(DeadlinePartition(LeadIds.BucketOf(leadId) % DeadlinePartitions), Prefix(NextMinute(due)) + leadId);

    /// <summary>First row key after those of the minute in which an instant lies.</summary>
    public static string After(DateTimeOffset now) => Prefix(now.AddMinutes(1));

    /// <summary>The lead of a deadline's row.</summary>
    public static string LeadOfDeadline(string rowKey) => rowKey[13..];

    private static string Prefix(DateTimeOffset minute) => minute.UtcDateTime.ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture) + ":";

    private static string NightAt(DateTimeOffset minute) =>
        minute.UtcDateTime.ToString(minute.UtcTicks % TimeSpan.TicksPerDay == 0 ? "yyyyMMdd" : "yyyyMMdd'T'HHmm", CultureInfo.InvariantCulture) + ":";

    private static DateTimeOffset NextMinute(DateTimeOffset due) =>
        due.UtcTicks % TimeSpan.TicksPerMinute is var rest && rest == 0 ? due : due.AddTicks(TimeSpan.TicksPerMinute - rest);
}
