using System.Globalization;
using Azure.Core;
using Azure.Data.Tables.Models;
using Azure.Storage.Standins;

namespace Azure.Data.Tables;

public class TableClient
{
    private readonly TableRest _rest;

    protected TableClient()
    {
    }

    public TableClient(string connectionString, string tableName)
        : this(connectionString, tableName, null)
    {
    }

    public TableClient(string connectionString, string tableName, TableClientOptions options = null)
        : this(TableRest.Connect(connectionString, options), tableName)
    {
    }

    public TableClient(Uri endpoint, string tableName, TokenCredential tokenCredential, TableClientOptions options = null)
        : this(TableRest.Connect(endpoint, tokenCredential, options), tableName)
    {
    }

    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential)
        : this(endpoint, tableName, credential, null)
    {
    }

    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential, TableClientOptions options = null)
        : this(TableRest.Connect(endpoint, credential, options), tableName)
    {
    }

    internal TableClient(TableRest rest, string tableName)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        _rest = rest;
        Name = tableName;
    }

    public virtual string Name { get; }

    public virtual string AccountName => _rest.Account;

    public virtual Uri Uri => new(_rest.Base + Name);

    public static string CreateQueryFilter(FormattableString filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return string.Format(CultureInfo.InvariantCulture, filter.Format, [.. filter.GetArguments().Select(Literal)]);
    }

    public virtual Task<Response<TableItem>> CreateAsync(CancellationToken cancellationToken = default) =>
        _rest.CreateTableAsync(Name, orExists: false, cancellationToken);

    public virtual Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default) =>
        _rest.CreateTableAsync(Name, orExists: true, cancellationToken);

    /// <returns>204, or 404 when there was no such table.</returns>
    public virtual Task<Response> DeleteAsync(CancellationToken cancellationToken = default) =>
        _rest.DeleteTableAsync(Name, cancellationToken);

    public virtual async Task<Response<T>> GetEntityAsync<T>(string partitionKey, string rowKey, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var response = await ReadAsync<T>(partitionKey, rowKey, select, allowed: 0, cancellationToken).ConfigureAwait(false);
        return Response.FromValue((T)(ITableEntity)TableRest.ReadEntity(response), response);
    }

    public virtual async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(string partitionKey, string rowKey, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var response = await ReadAsync<T>(partitionKey, rowKey, select, allowed: 404, cancellationToken).ConfigureAwait(false);
        return response.Status is 404 ? new NoValueResponse<T>(response) : Response.FromValue((T)(ITableEntity)TableRest.ReadEntity(response), response);
    }

    public virtual AsyncPageable<T> QueryAsync<T>(string filter = null, int? maxPerPage = null, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        EntityJson.Check<T>();
        var columns = Columns(select);
        return new Paged<T>(
            (token, size) =>
            {
                var (partition, row) = Split(token);
                var query = TableRest.Query(
                    ("$filter", filter),
                    ("$select", columns),
                    ("$top", size?.ToString(CultureInfo.InvariantCulture)),
                    ("NextPartitionKey", partition),
                    ("NextRowKey", row));
                return _rest.ReadPageAsync(Name + "()" + query, entity => (T)(ITableEntity)entity, Continuation, cancellationToken);
            },
            maxPerPage,
            cancellationToken);
    }

    public virtual Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        Require(entity);
        return _rest.SendEntityAsync(RequestMethod.Post, Name, entity, null, cancellationToken);
    }

    public virtual Task<Response> UpsertEntityAsync<T>(T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        Require(entity);
        return _rest.SendEntityAsync(Verb(mode), PathOf(entity), entity, null, cancellationToken);
    }

    public virtual Task<Response> UpdateEntityAsync<T>(T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        Require(entity);
        // An update without a condition would be an upsert.
        if (ifMatch == default)
            throw new ArgumentException("Value cannot be empty.", nameof(ifMatch));
        return _rest.SendEntityAsync(Verb(mode), PathOf(entity), entity, ifMatch.ToString(), cancellationToken);
    }

    /// <returns>204, or 404 when there was no such entity.</returns>
    public virtual Task<Response> DeleteEntityAsync(string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        var message = _rest.Create(RequestMethod.Delete, TableRest.EntityPath(Name, partitionKey, rowKey), allowed: 404);
        message.Request.Headers.Add(HttpHeader.Names.IfMatch, (ifMatch == default ? ETag.All : ifMatch).ToString());
        return _rest.SendAsync(message, cancellationToken, allowed: 404);
    }

    /// <returns>204, or 404 when there was no such entity.</returns>
    public virtual Task<Response> DeleteEntityAsync(ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return DeleteEntityAsync(entity.PartitionKey, entity.RowKey, ifMatch, cancellationToken);
    }

    public virtual Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default) =>
        Batch.SendAsync(_rest, Name, transactionActions, cancellationToken);

    private static string Columns(IEnumerable<string> select) => select is null ? null : string.Join(',', select);

    private static RequestMethod Verb(TableUpdateMode mode) => mode switch
    {
        TableUpdateMode.Merge => RequestMethod.Patch,
        TableUpdateMode.Replace => RequestMethod.Put,
        _ => throw new ArgumentException($"Unexpected value for {nameof(mode)}: {mode}"),
    };

    private static void Require(ITableEntity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ArgumentNullException.ThrowIfNull(entity.PartitionKey);
        ArgumentNullException.ThrowIfNull(entity.RowKey);
    }

    // The two keys of the next row, encoded by the service, so that a space can part them.
    private static string Continuation(Response response)
    {
        response.Headers.TryGetValue("x-ms-continuation-NextPartitionKey", out var partition);
        response.Headers.TryGetValue("x-ms-continuation-NextRowKey", out var row);
        return partition is null && row is null ? null : $"{partition} {row}";
    }

    private static (string Partition, string Row) Split(string token)
    {
        if (token is null || token.Length <= 1)
            return default;
        var parts = token.Split(' ', 2);
        return (parts[0], parts.Length == 2 && parts[1].Length > 0 ? parts[1] : null);
    }

    private static object Literal(object value) => value switch
    {
        string text => $"'{text.Replace("'", "''")}'",
        bool flag => flag ? "true" : "false",
        int number => number.ToString(CultureInfo.InvariantCulture),
        long number => number.ToString(CultureInfo.InvariantCulture) + "L",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        DateTimeOffset time => $"datetime'{time.UtcDateTime.ToString("o", CultureInfo.InvariantCulture)}'",
        DateTime time => $"datetime'{time.ToUniversalTime().ToString("o", CultureInfo.InvariantCulture)}'",
        Guid id => $"guid'{id}'",
        _ => throw new NotSupportedException($"A value of type {value?.GetType().ToString() ?? "null"} cannot stand in a query filter."),
    };

    private string PathOf(ITableEntity entity) => TableRest.EntityPath(Name, entity.PartitionKey, entity.RowKey);

    private Task<Response> ReadAsync<T>(string partitionKey, string rowKey, IEnumerable<string> select, int allowed, CancellationToken cancellationToken)
    {
        EntityJson.Check<T>();
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        var path = TableRest.EntityPath(Name, partitionKey, rowKey) + TableRest.Query(("$select", Columns(select)));
        return _rest.SendAsync(_rest.Create(RequestMethod.Get, path, allowed), cancellationToken, allowed);
    }
}
