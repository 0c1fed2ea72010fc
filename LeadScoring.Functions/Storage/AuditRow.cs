using Azure.Data.Tables;

namespace LeadScoring.Functions.Storage;

/// <summary>
/// Keys and columns of the table Audit. Partition = day, row = time and a random part, both counting down, so that the order of the table is newest first. Ids only:
/// a row stays when the person is erased.
/// </summary>
internal static class AuditRow
{
    public static string RowOf(DateTimeOffset at, string random) => $"{NewestFirst.FirstOf(at)}{random}";

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
