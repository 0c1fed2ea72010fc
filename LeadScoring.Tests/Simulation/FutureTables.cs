using System.Text;
using System.Text.Json.Nodes;
using Azure;
using Azure.Data.Tables;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Kit.Fakes;

namespace LeadScoring.Tests.Simulation;

/// <summary>
/// Makes a process one of the next version, as seen from outside: it writes the states of leads in a newer schema, with a member that counts its writes, and reads both.
/// </summary>
/// <param name="tables">What both versions share.</param>
internal sealed class FutureTables(ITables tables) : OtherLeads(tables)
{
    /// <summary>The member that only the next version knows.</summary>
    public const string Member = "future";

    public override ITable Leads { get; } = new FutureLeads(tables.Leads);

    /// <summary>The state's text with another schema.</summary>
    public static TableEntity With(TableEntity row, Action<JsonObject> change)
    {
        var json = JsonNode.Parse(row.GetBytes("d")!)!.AsObject();
        change(json);
        row.SetBytes("d", Encoding.UTF8.GetBytes(json.ToJsonString()));
        return row;
    }

    private sealed class FutureLeads(ITable leads) : ITable
    {
        public async Task<TableEntity?> Find(string partition, string row, CancellationToken cancellation) =>
            await leads.Find(partition, row, cancellation) is { } found ? Known(found) : null;

        public async Task<TablePage> Read(KeyRange range, int top, string? continuation, CancellationToken cancellation)
        {
            var page = await leads.Read(range, top, continuation, cancellation);
            return page with { Rows = [.. page.Rows.Select(Known)] };
        }

        public Task<bool> Insert(TableEntity row, CancellationToken cancellation) => leads.Insert(Future(row), cancellation);

        public Task Upsert(TableEntity row, CancellationToken cancellation) => leads.Upsert(Future(row), cancellation);

        public Task<bool> Replace(TableEntity row, ETag expected, CancellationToken cancellation) => leads.Replace(Future(row), expected, cancellation);

        public Task<bool> Delete(string partition, string row, ETag expected, CancellationToken cancellation) => leads.Delete(partition, row, expected, cancellation);

        public Task<BatchOutcome> Submit(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellation) =>
            leads.Submit([.. actions.Select(static action => action.Entity is TableEntity { RowKey: RowKeys.Lead } row && action.ActionType is not TableTransactionActionType.Delete
                ? new TableTransactionAction(action.ActionType, Future(row), action.ETag)
                : action)], cancellation);

        // The member goes through this version's code as one that it does not know, and comes back.
        private static TableEntity Known(TableEntity row) => row.RowKey == RowKeys.Lead ? With(row, static json => json["schema"] = LeadState.CurrentSchema) : row;

        private static TableEntity Future(TableEntity row) => row.RowKey != RowKeys.Lead ? row : With(row, static json =>
        {
            json["schema"] = LeadState.CurrentSchema + 1;
            json[Member] = (json[Member]?.GetValue<int>() ?? 0) + 1;
        });
    }
}
