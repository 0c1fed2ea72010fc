using System.Globalization;
using Azure.Core;
using Azure.Data.Tables.Models;
using Azure.Storage.Standins;

namespace Azure.Data.Tables;

public class TableServiceClient
{
    private readonly TableRest _rest;

    protected TableServiceClient()
    {
    }

    public TableServiceClient(string connectionString)
        : this(connectionString, null)
    {
    }

    public TableServiceClient(string connectionString, TableClientOptions options = null) => _rest = TableRest.Connect(connectionString, options);

    public TableServiceClient(Uri endpoint, TokenCredential tokenCredential, TableClientOptions options = null) => _rest = TableRest.Connect(endpoint, tokenCredential, options);

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential)
        : this(endpoint, credential, null)
    {
    }

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions options) => _rest = TableRest.Connect(endpoint, credential, options);

    public virtual string AccountName => _rest.Account;

    public virtual Uri Uri => _rest.Endpoint;

    public virtual TableClient GetTableClient(string tableName) => new(_rest, tableName);

    public virtual Task<Response<TableItem>> CreateTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        _rest.CreateTableAsync(tableName, orExists: false, cancellationToken);

    public virtual Task<Response<TableItem>> CreateTableIfNotExistsAsync(string tableName, CancellationToken cancellationToken = default) =>
        _rest.CreateTableAsync(tableName, orExists: true, cancellationToken);

    /// <returns>204, or 404 when there was no such table.</returns>
    public virtual Task<Response> DeleteTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        _rest.DeleteTableAsync(tableName, cancellationToken);

    public virtual AsyncPageable<TableItem> QueryAsync(string filter = null, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        new Paged<TableItem>(
            (token, size) => _rest.ReadPageAsync(
                "Tables" + TableRest.Query(("$filter", filter), ("$top", size?.ToString(CultureInfo.InvariantCulture)), ("NextTableName", token)),
                entity => new TableItem(entity.GetString("TableName")),
                response => response.Headers.TryGetValue("x-ms-continuation-NextTableName", out var next) ? next : null,
                cancellationToken),
            maxPerPage,
            cancellationToken);
}
