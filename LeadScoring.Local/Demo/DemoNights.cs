using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

using Azure.Data.Tables;

using LeadScoring.Domain.Events;
using LeadScoring.Functions.Storage;
using LeadScoring.Local.Client;

namespace LeadScoring.Local.Demo;

/// <summary>
/// The nights of the demo. <c>ApplyDecay</c> puts one message for each of the 256 buckets on the queue, about a thousand storage operations or two seconds of
/// Azurite even when nobody is due; ninety of them would take longer than all the rest. So the index is asked once who is due, and the same function,
/// <c>SweepBucket</c>, is run for their buckets only: the same leads are visited on the same days.
/// </summary>
internal sealed class DemoNights(AppClient app, TableServiceClient storage)
{
    private readonly TableClient _due = storage.GetTableClient(TableNames.Due);

    /// <summary>Starts the night of a day and returns the leads that it will visit.</summary>
    public async Task<IReadOnlyCollection<string>> Start(DateTimeOffset now, CancellationToken cancellation)
    {
        // Over all partitions, which the app itself never asks for: here the table is small, and its own.
        var filter = $"PartitionKey ge '{DueRows.Partition(0)}' and PartitionKey le '{DueRows.Partition(LeadIds.Buckets - 1)}' and RowKey lt '{DueRows.AfterNights(now)}'";
        var leads = new HashSet<string>(StringComparer.Ordinal);
        var rows = _due.QueryAsync<TableEntity>(filter, select: ["RowKey"], cancellationToken: cancellation);
        await foreach (var row in rows)
            leads.Add(DueRows.LeadOf(row.RowKey));
        await Parallel.ForEachAsync(leads.Select(LeadIds.BucketOf).Distinct(), cancellation, async (bucket, token) =>
        {
            var message = new JsonObject { ["input"] = string.Create(CultureInfo.InvariantCulture, $$"""{"bucket":{{bucket}}}""") };
            using var answer = await app.Post("/admin/functions/SweepBucket", Encoding.UTF8.GetBytes(message.ToJsonString()), token);
        });
        return leads;
    }
}
