using System.Globalization;

using Azure;
using Azure.Data.Tables;

namespace LeadScoring.Functions.Storage;

/// <summary>Leads, and messages, that fail for another than a passing reason: set aside so that others go on, shown in health, retried hourly.</summary>
public sealed class ParkedStore(ITables tables)
{
    /// <summary>Nobody needs to know how many there are beyond this many.</summary>
    public const int MostCounted = 1000;

    private const string LeadPartition = "lead";
    private const string MessagePartition = "message";

    /// <summary>Sets a lead aside.</summary>
    public Task Park(ParkedLead parked, CancellationToken cancellation) =>
        tables.Parked.Upsert(
            new TableEntity(LeadPartition, parked.LeadId)
            {
                ["code"] = parked.Code,
                ["reason"] = parked.Reason,
                ["attempts"] = parked.Attempts,
                ["at"] = parked.At,
            },
            cancellation);

    /// <summary>Keeps a message that the topic refuses for good, with the reason.</summary>
    public Task ParkMessage(string leadId, OutboxRow row, string reason, DateTimeOffset at, CancellationToken cancellation)
    {
        var entity = LeadRows.Outbox(leadId, row);
        entity.PartitionKey = MessagePartition;
        entity.RowKey = $"{leadId}:{row.RowKey[RowKeys.OutboxPrefix.Length..]}";
        entity["code"] = "LS-TOPIC-001";
        entity["reason"] = reason;
        entity["at"] = at;
        return tables.Parked.Upsert(entity, cancellation);
    }

    /// <summary>The lead is well again.</summary>
    public Task Release(string leadId, CancellationToken cancellation) => tables.Parked.Delete(LeadPartition, leadId, ETag.All, cancellation);

    /// <summary>Nothing of the lead is parked any more, its messages neither: the person is erased.</summary>
    public async Task Erase(string leadId, CancellationToken cancellation)
    {
        await Release(leadId, cancellation);
        await foreach (var row in tables.Parked.Rows(KeyRange.Rows(MessagePartition, leadId + ":", leadId + ";"), cancellation))
            await tables.Parked.Delete(row.PartitionKey, row.RowKey, ETag.All, cancellation);
    }

    /// <summary>The parked leads, in key order.</summary>
    public async Task<IReadOnlyList<ParkedLead>> List(int top, CancellationToken cancellation)
    {
        var page = await tables.Parked.Read(KeyRange.Rows(LeadPartition), top, null, cancellation);
        return [.. page.Rows.Select(Read)];
    }

    /// <summary>How many messages are parked, up to a number.</summary>
    public async Task<int> CountMessages(int top, CancellationToken cancellation) =>
        (await tables.Parked.Read(KeyRange.Rows(MessagePartition), top, null, cancellation)).Rows.Count;

    /// <summary>The parked messages, in the order in which each lead would have told them.</summary>
    public async Task<IReadOnlyList<ParkedMessage>> Messages(int top, CancellationToken cancellation)
    {
        var page = await tables.Parked.Read(KeyRange.Rows(MessagePartition), top, null, cancellation);
        return [.. page.Rows.Select(static row => new ParkedMessage(
            row.RowKey[..row.RowKey.IndexOf(':', StringComparison.Ordinal)], row.RowKey[(row.RowKey.IndexOf(':', StringComparison.Ordinal) + 1)..],
            row.GetString("reason") ?? "", row.GetDateTimeOffset("at") ?? default, row))];
    }

    /// <summary>A message is not parked any more.</summary>
    public Task Release(ParkedMessage message, CancellationToken cancellation) => tables.Parked.Delete(message.Row.PartitionKey, message.Row.RowKey, message.Row.ETag, cancellation);

    private static ParkedLead Read(TableEntity row) => new(
        row.RowKey,
        row.GetString("code") ?? "",
        row.GetString("reason") ?? "",
        row.GetInt32("attempts") ?? 0,
        row.GetDateTimeOffset("at") ?? default);
}

/// <summary>A lead set aside.</summary>
/// <param name="Code">Stable; has a page under docs/errors.</param>
/// <param name="Reason">Without personal data.</param>
/// <param name="Attempts">How often it failed.</param>
/// <param name="At">When it last failed.</param>
public sealed record ParkedLead(string LeadId, string Code, string Reason, int Attempts, DateTimeOffset At);

/// <summary>A message that the topic refused for good.</summary>
/// <param name="LeadId">Whose it is.</param>
/// <param name="Number">Its number in the lead's outbox.</param>
/// <param name="Reason">What the topic said.</param>
/// <param name="At">When.</param>
/// <param name="Row">As stored.</param>
public sealed record ParkedMessage(string LeadId, string Number, string Reason, DateTimeOffset At, TableEntity Row);
