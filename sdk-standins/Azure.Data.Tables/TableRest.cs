using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Standins;

namespace Azure.Data.Tables;

/// <summary>One account's table service: requests in its REST protocol, on one pipeline.</summary>
internal sealed class TableRest
{
    public const string Json = "application/json;odata=minimalmetadata";

    // Keeps other scripts readable and short; the body is no HTML.
    public static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static readonly RequestContext Plain = new();
    private static readonly RequestContext Absent = StoragePipeline.Expecting(404);
    private static readonly RequestContext Conflict = StoragePipeline.Expecting(409);

    private readonly HttpPipeline _pipeline;

    private TableRest(HttpPipeline pipeline, Uri endpoint, string account, string version)
    {
        (_pipeline, Endpoint, Account, Version) = (pipeline, endpoint, account, version);
        Base = endpoint.AbsoluteUri.TrimEnd('/') + "/";
    }

    public Uri Endpoint { get; }

    public string Base { get; }

    public string Account { get; }

    public string Version { get; }

    public static TableRest Connect(string connectionString, TableClientOptions options)
    {
        var account = StorageAccount.Parse(connectionString);
        return Connect(account.Endpoint("table"), new TableSharedKeyCredential(account.Name, account.Key), options);
    }

    public static TableRest Connect(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credential);
        options ??= new TableClientOptions();
        return new(StoragePipeline.WithKey(options, credential.AccountName, credential.Key, table: true), endpoint, credential.AccountName, options.Version);
    }

    public static TableRest Connect(Uri endpoint, TokenCredential credential, TableClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credential);
        options ??= new TableClientOptions();
        return new(StoragePipeline.WithToken(options, credential), endpoint, StorageAccount.NameOf(endpoint), options.Version);
    }

    /// <summary>Quotes in keys are doubled, then everything else is escaped.</summary>
    public static string EntityPath(string table, string partitionKey, string rowKey) =>
        $"{table}(PartitionKey='{Escape(partitionKey)}',RowKey='{Escape(rowKey)}')";

    /// <param name="path">Below the endpoint, escaped.</param>
    /// <param name="allowed">A status besides 2xx that is an answer: 404 or 409; 0 for none.</param>
    public HttpMessage Create(RequestMethod method, string path, int allowed = 0)
    {
        var message = _pipeline.CreateMessage(allowed switch { 404 => Absent, 409 => Conflict, _ => Plain });
        var request = message.Request;
        request.Method = method;
        request.Uri.Reset(new Uri(Base + path));
        request.Headers.Add("x-ms-version", Version);
        request.Headers.Add("DataServiceVersion", "3.0");
        request.Headers.Add(HttpHeader.Names.Accept, Json);
        return message;
    }

    /// <returns>The response, which is 2xx or <paramref name="allowed"/>.</returns>
    /// <exception cref="RequestFailedException">Any other answer, or none after the retries.</exception>
    public async Task<Response> SendAsync(HttpMessage message, CancellationToken cancellationToken, int allowed = 0)
    {
        using (message)
        {
            await _pipeline.SendAsync(message, cancellationToken).ConfigureAwait(false);
            var response = message.Response;
            return response.Status is >= 200 and < 300 || response.Status == allowed ? response : throw TableErrors.Of(response);
        }
    }

    public Task<Response> SendEntityAsync(RequestMethod method, string path, ITableEntity entity, string ifMatch, CancellationToken cancellationToken)
    {
        var message = Create(method, path);
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
            EntityJson.Write(writer, entity);
        message.Request.Content = RequestContent.Create(buffer.WrittenMemory);
        message.Request.Headers.Add(HttpHeader.Names.ContentType, "application/json");
        if (ifMatch is not null)
            message.Request.Headers.Add(HttpHeader.Names.IfMatch, ifMatch);
        if (method == RequestMethod.Post)
            message.Request.Headers.Add("Prefer", "return-no-content");
        return SendAsync(message, cancellationToken);
    }

    public async Task<Response<Models.TableItem>> CreateTableAsync(string name, bool orExists, CancellationToken cancellationToken)
    {
        var message = Create(RequestMethod.Post, "Tables", allowed: orExists ? 409 : 0);
        message.Request.Content = RequestContent.Create(Encoding.UTF8.GetBytes($$"""{"TableName":"{{JsonEncodedText.Encode(name)}}"}"""));
        message.Request.Headers.Add(HttpHeader.Names.ContentType, "application/json");
        message.Request.Headers.Add("Prefer", "return-no-content");
        var response = await SendAsync(message, cancellationToken, allowed: orExists ? 409 : 0).ConfigureAwait(false);
        // A table being deleted answers 409 too, and does not exist.
        return response.Status is 409 && TableErrors.CodeOf(response) != Models.TableErrorCode.TableAlreadyExists.ToString()
            ? throw TableErrors.Of(response)
            : Response.FromValue(new Models.TableItem(name), response);
    }

    public Task<Response> DeleteTableAsync(string name, CancellationToken cancellationToken) =>
        SendAsync(Create(RequestMethod.Delete, $"Tables('{Escape(name)}')", allowed: 404), cancellationToken, allowed: 404);

    public async Task<Page<T>> ReadPageAsync<T>(string path, Converter<TableEntity, T> convert, Func<Response, string> next, CancellationToken cancellationToken)
    {
        var response = await SendAsync(Create(RequestMethod.Get, path), cancellationToken).ConfigureAwait(false);
        return Page<T>.FromValues(ReadEntities(response.Content.ToMemory().Span, convert), next(response), response);
    }

    public static TableEntity ReadEntity(Response response)
    {
        var reader = new Utf8JsonReader(response.Content.ToMemory().Span);
        reader.Read();
        return EntityJson.Read(ref reader, []);
    }

    public static string Query(params ReadOnlySpan<(string Name, string Value)> parameters)
    {
        var query = new StringBuilder();
        foreach (var (name, value) in parameters)
        {
            if (value is not null)
                query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

        return query.ToString();
    }

    private static List<T> ReadEntities<T>(ReadOnlySpan<byte> body, Converter<TableEntity, T> convert)
    {
        var entities = new List<T>();
        var names = new List<string>();
        var reader = new Utf8JsonReader(body);
        reader.Read();
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var isValue = reader.ValueTextEquals("value"u8);
            reader.Read();
            if (!isValue)
            {
                reader.Skip();
                continue;
            }

            while (reader.Read() && reader.TokenType is JsonTokenType.StartObject)
                entities.Add(convert(EntityJson.Read(ref reader, names)));
        }

        return entities;
    }

    private static string Escape(string key) => Uri.EscapeDataString(key.Replace("'", "''"));
}
