using System.Globalization;

using Azure.Data.Tables;

using LeadScoring.Domain.Events;
using LeadScoring.Domain.Identity;

namespace LeadScoring.Functions.Sweep;

/// <summary>Rows of the table Due: which leads want a visit on which night. A run reads everything up to its day, missed runs' rows too.</summary>
internal static class DueRows
{
    /// <summary>Partition of the watermark rows.</summary>
    public const string Watermarks = "watermark";

    /// <summary>The newest night that was started.</summary>
    public const string Night = "night";

    public static string Partition(int bucket) => $"night:{bucket.ToString("D3", CultureInfo.InvariantCulture)}";

    public static string Row(Day day, string leadId) => Prefix(day) + leadId;

    /// <summary>First row key after those of a day.</summary>
    public static string After(Day day) => Prefix(day.AddDays(1));

    public static string LeadOf(string rowKey) => rowKey[9..];

    public static TableEntity Entity(Day day, string leadId) => new(Partition(LeadIds.BucketOf(leadId)), Row(day, leadId));

    private static string Prefix(Day day) => day.Start.ToString("yyyyMMdd", CultureInfo.InvariantCulture) + ":";
}
