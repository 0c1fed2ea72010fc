using Azure;
using Azure.Data.Tables;

using LeadScoring.Functions.Faults;

namespace LeadScoring.Functions.Storage;

/// <summary>A table whose faults tell its name.</summary>
internal sealed class NamedTable(ITable table, string name) : ITable
{
    public Task<TableEntity?> Find(string partition, string row, CancellationToken cancellation) => Named(table.Find(partition, row, cancellation));

    public Task<TablePage> Read(KeyRange range, int top, string? continuation, CancellationToken cancellation) => Named(table.Read(range, top, continuation, cancellation));

    public Task<bool> Insert(TableEntity row, CancellationToken cancellation) => Named(table.Insert(row, cancellation));

    public async Task Upsert(TableEntity row, CancellationToken cancellation)
    {
        try
        {
            await table.Upsert(row, cancellation);
        }
        catch (Exception fault) when (Dependency.Note(fault, $"The table {name}"))
        {
            throw;
        }
    }

    public Task<bool> Replace(TableEntity row, ETag expected, CancellationToken cancellation) => Named(table.Replace(row, expected, cancellation));

    public Task<bool> Delete(string partition, string row, ETag expected, CancellationToken cancellation) => Named(table.Delete(partition, row, expected, cancellation));

    public Task<BatchOutcome> Submit(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellation) => Named(table.Submit(actions, cancellation));

    private async Task<T> Named<T>(Task<T> work)
    {
        try
        {
            return await work;
        }
        catch (Exception fault) when (Dependency.Note(fault, $"The table {name}"))
        {
            throw;
        }
    }
}
