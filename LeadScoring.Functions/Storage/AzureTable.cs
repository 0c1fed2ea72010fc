using Azure;
using Azure.Data.Tables;

namespace LeadScoring.Functions.Storage;

/// <summary>A table of Azure Table Storage (or Azurite).</summary>
public sealed class AzureTable(TableClient client) : ITable
{
    public async Task<TableEntity?> Find(string partition, string row, CancellationToken cancellation)
    {
        var found = await client.GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: cancellation);
        return found.HasValue ? found.Value : null;
    }

    public async Task<TablePage> Read(KeyRange range, int top, string? continuation, CancellationToken cancellation)
    {
        var pages = client.QueryAsync<TableEntity>(range.Filter, top, cancellationToken: cancellation).AsPages(continuation, top);
        await foreach (var page in pages.WithCancellation(cancellation))
            return new TablePage(page.Values, string.IsNullOrEmpty(page.ContinuationToken) ? null : page.ContinuationToken);
        return new TablePage([], null);
    }

    public async Task<bool> Insert(TableEntity row, CancellationToken cancellation)
    {
        TableLimits.Check(row);
        try
        {
            await client.AddEntityAsync(row, cancellation);
            return true;
        }
        catch (RequestFailedException failure) when (failure.Status == 409)
        {
            return false;
        }
    }

    public Task Upsert(TableEntity row, CancellationToken cancellation)
    {
        TableLimits.Check(row);
        return client.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
    }

    public async Task<bool> Replace(TableEntity row, ETag expected, CancellationToken cancellation)
    {
        TableLimits.Check(row);
        try
        {
            await client.UpdateEntityAsync(row, expected, TableUpdateMode.Replace, cancellation);
            return true;
        }
        catch (RequestFailedException failure) when (failure.Status is 404 or 412)
        {
            return false;
        }
    }

    public async Task<bool> Delete(string partition, string row, ETag expected, CancellationToken cancellation)
    {
        try
        {
            // The client answers 404 as a response, not an exception.
            var response = await client.DeleteEntityAsync(partition, row, expected, cancellation);
            return response.Status != 404;
        }
        catch (RequestFailedException failure) when (failure.Status is 404 or 412)
        {
            return false;
        }
    }

    public async Task<BatchOutcome> Submit(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellation)
    {
        TableLimits.Check(actions);
        try
        {
            var response = await client.SubmitTransactionAsync(actions, cancellation);
            return BatchOutcome.Done(response.Value[0].Headers.ETag ?? default);
        }
        catch (TableTransactionFailedException failure) when (failure is { Status: 404 or 409 or 412, FailedTransactionActionIndex: { } index })
        {
            return BatchOutcome.Refused(index, failure.Status);
        }
    }
}
