using System.Globalization;

using Azure;
using Azure.Data.Tables;

using LeadScoring.Domain.Events;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Kit.Fakes;

namespace LeadScoring.Tests.Previews;

/// <summary>Any number of leads that take no memory: each is a copy of one of a few, made when it is read. Everything else is in the tables behind.</summary>
/// <param name="tables">What is behind.</param>
/// <param name="templates">The rows of the leads that are copied.</param>
/// <param name="leads">How many leads there are, spread evenly over the buckets.</param>
internal sealed class CopiedLeads(ITables tables, IReadOnlyList<IReadOnlyList<TableEntity>> templates, int leads) : OtherLeads(tables), ITable
{
    private const string Digits = "D24";

    private long _listed;

    /// <summary>Called after this many leads were listed.</summary>
    public Action<long>? Listed { get; set; }

    public override ITable Leads => this;

    public Task<TablePage> Read(KeyRange range, int top, string? continuation, CancellationToken cancellation)
    {
        Assert.Null(continuation);
        var filter = RangeFilter.Parse(range.Filter);
        return Task.FromResult(filter.FirstRow == RowKeys.Lead && range.Filter.StartsWith("RowKey eq", StringComparison.Ordinal) ? List(filter.FirstPartition, top) : RowsOf(filter, top));
    }

    public Task<TableEntity?> Find(string partition, string row, CancellationToken cancellation) => Task.FromResult(Copies(partition).FirstOrDefault(copy => copy.RowKey == row));

    public Task<bool> Insert(TableEntity row, CancellationToken cancellation) => throw Written();

    public Task Upsert(TableEntity row, CancellationToken cancellation) => throw Written();

    public Task<bool> Replace(TableEntity row, ETag expected, CancellationToken cancellation) => throw Written();

    public Task<bool> Delete(string partition, string row, ETag expected, CancellationToken cancellation) => throw Written();

    public Task<BatchOutcome> Submit(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellation) => throw Written();

    private static InvalidOperationException Written() => new("A preview writes no lead.");

    private TablePage List(string from, int top)
    {
        var bucket = LeadIds.BucketOf(from.PadRight(26, '0')[..26]);
        var prefix = LeadIds.RangeOf(bucket).From;
        var first = from.Length > prefix.Length ? int.Parse(from.AsSpan(prefix.Length, 24), NumberStyles.None, CultureInfo.InvariantCulture) + 1 : 0;
        var count = (leads / LeadIds.Buckets) + (bucket < leads % LeadIds.Buckets ? 1 : 0);
        List<TableEntity> page = [.. Enumerable.Range(first, Math.Clamp(count - first, 0, top)).Select(number => Copies(prefix + number.ToString(Digits, CultureInfo.InvariantCulture)).First(static row => row.RowKey == RowKeys.Lead))];
        Listed?.Invoke(Interlocked.Add(ref _listed, page.Count));
        return new TablePage(page, first + page.Count < count ? "more" : null);
    }

    private TablePage RowsOf(RangeFilter filter, int top)
    {
        List<TableEntity> rows = [.. Copies(filter.FirstPartition).Where(filter.Takes)];
        Assert.True(rows.Count <= top);
        return new TablePage(rows, null);
    }

    private IEnumerable<TableEntity> Copies(string lead) => templates[int.Parse(lead.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture) % templates.Count].Select(row =>
    {
        var copy = new TableEntity(row) { PartitionKey = lead, RowKey = row.RowKey };
        copy.ETag = row.ETag;
        return copy;
    });
}
