using System.Globalization;

using Azure.Data.Tables;

namespace LeadScoring.Functions.Storage;

/// <summary>
/// Keys and columns of the table Audit. Partition = day, row = time and a random part, both counting down, so that the order of the table is newest first. Ids only:
/// a row stays when the person is erased.
/// </summary>
internal static class AuditRow
{
    // One more than the last day that has a name of eight digits.
    private const int AfterAllDays = 100_000_000;

    public static string PartitionOf(DateTimeOffset at) =>
        (AfterAllDays - int.Parse(at.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)).ToString("D8", CultureInfo.InvariantCulture);

    public static string RowOf(DateTimeOffset at, string random) => $"{FirstOf(at)}{random}";

    /// <summary>What the keys of this instant begin with; older ones are behind all of them.</summary>
    public static string FirstOf(DateTimeOffset at) => (DateTime.MaxValue.Ticks - at.UtcTicks).ToString("D19", CultureInfo.InvariantCulture) + ":";

    public static TableEntity Create(AuditEntry entry)
    {
        var row = new TableEntity(entry.Partition, entry.Row)
        {
            ["at"] = entry.At,
            ["actor"] = entry.Actor,
            ["action"] = entry.Action,
            ["outcome"] = entry.Outcome,
        };
        if (entry.Subject is not null)
            row["subject"] = entry.Subject;
        return row;
    }

    public static AuditEntry Read(TableEntity row) => new(
        row.PartitionKey, row.RowKey, row.GetDateTimeOffset("at") ?? default, row.GetString("actor") ?? "", row.GetString("action") ?? "", row.GetString("subject"), row.GetString("outcome") ?? "");
}

/// <summary>Somebody did something, or was refused.</summary>
/// <param name="Actor"><c>key:{name}</c> or <c>person:{object id}</c>.</param>
/// <param name="Action">Such as <c>lead.erase</c>.</param>
/// <param name="Subject">Ids of what it was done to; null where there are none.</param>
/// <param name="Outcome">The HTTP status of the answer, <c>failed</c>, or <c>started</c> while it runs or when the process ended meanwhile.</param>
internal sealed record AuditEntry(string Partition, string Row, DateTimeOffset At, string Actor, string Action, string? Subject, string Outcome)
{
    public const string Started = "started";
    public const string Failed = "failed";
}
