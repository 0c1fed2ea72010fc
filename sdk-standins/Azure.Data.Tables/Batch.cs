using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>An entity-group transaction: one change set in one multipart body, answered by 202 with the parts' own answers inside.</summary>
internal static class Batch
{
    public static async Task<Response<IReadOnlyList<Response>>> SendAsync(TableRest rest, string table, IEnumerable<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actions);
        var (boundary, changes) = ($"batch_{Guid.NewGuid()}", $"changeset_{Guid.NewGuid()}");
        var buffer = new ArrayBufferWriter<byte>(16 * 1024);
        if (!Write(buffer, rest, table, actions, boundary, changes))
            throw new InvalidOperationException("A transaction needs at least one action.");

        var message = rest.Create(RequestMethod.Post, "$batch");
        message.Request.Headers.Add(HttpHeader.Names.ContentType, $"multipart/mixed; boundary={boundary}");
        message.Request.Content = RequestContent.Create(buffer.WrittenMemory);
        var response = await rest.SendAsync(message, cancellationToken).ConfigureAwait(false);
        var answers = Read(response.Content.ToMemory().Span, response.ClientRequestId);
        return answers is [{ Status: >= 400 } refusal] ? throw Failure(refusal) : Response.FromValue<IReadOnlyList<Response>>(answers, response);
    }

    private static bool Write(ArrayBufferWriter<byte> buffer, TableRest rest, string table, IEnumerable<TableTransactionAction> actions, string boundary, string changes)
    {
        var any = false;
        Append(buffer, $"--{boundary}\r\nContent-Type: multipart/mixed; boundary={changes}\r\n\r\n");
        using var writer = new Utf8JsonWriter(buffer, TableRest.WriterOptions);
        foreach (var action in actions)
        {
            any = true;
            var (verb, ifMatch) = action.ActionType switch
            {
                TableTransactionActionType.Add => ("POST", null),
                TableTransactionActionType.UpdateMerge => ("PATCH", Given(action.ETag)),
                TableTransactionActionType.UpdateReplace => ("PUT", Given(action.ETag)),
                TableTransactionActionType.UpsertMerge => ("PATCH", null),
                TableTransactionActionType.UpsertReplace => ("PUT", null),
                TableTransactionActionType.Delete => ("DELETE", Given(action.ETag) ?? "*"),
                _ => throw new InvalidOperationException("Unknown transaction action."),
            };
            var path = verb is "POST" ? table : TableRest.EntityPath(table, action.Entity.PartitionKey, action.Entity.RowKey);
            Append(buffer, $"--{changes}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n");
            Append(buffer, $"{verb} {rest.Base}{path} HTTP/1.1\r\nAccept: {TableRest.Json}\r\nDataServiceVersion: 3.0\r\n");
            if (verb is "POST")
                Append(buffer, "Prefer: return-no-content\r\n");
            if (ifMatch is not null)
                Append(buffer, $"If-Match: {ifMatch}\r\n");
            if (verb is not "DELETE")
            {
                Append(buffer, "Content-Type: application/json\r\n\r\n");
                EntityJson.Write(writer, action.Entity);
                writer.Flush();
                writer.Reset();
            }
            else
            {
                Append(buffer, "\r\n");
            }

            Append(buffer, "\r\n");
        }

        Append(buffer, $"--{changes}--\r\n--{boundary}--\r\n");
        return any;
    }

    private static string Given(ETag etag) => etag == default ? null : etag.ToString();

    private static void Append(ArrayBufferWriter<byte> buffer, string text) => Encoding.UTF8.GetBytes(text, buffer);

    /// <summary>Each part: a status line, headers up to an empty line, and a body up to the next boundary.</summary>
    private static List<Response> Read(ReadOnlySpan<byte> body, string clientRequestId)
    {
        var answers = new List<Response>();
        while (true)
        {
            var start = body.IndexOf("HTTP/1.1 "u8);
            if (start < 0)
                return answers;
            body = body[(start + "HTTP/1.1 ".Length)..];
            var status = Line(ref body);
            var space = status.IndexOf(' ');
            var headers = new List<HttpHeader>();
            while (Line(ref body) is { Length: > 0 } header)
            {
                var colon = header.IndexOf(':');
                headers.Add(new HttpHeader(header[..colon], header[(colon + 1)..].Trim()));
            }

            var end = body.IndexOf("--changesetresponse"u8);
            answers.Add(new PartResponse(
                int.Parse(space < 0 ? status : status.AsSpan(0, space), CultureInfo.InvariantCulture),
                space < 0 ? "" : status[(space + 1)..],
                headers,
                (end < 0 ? body : body[..end]).Trim("\r\n"u8).ToArray(),
                clientRequestId));
        }
    }

    private static string Line(ref ReadOnlySpan<byte> body)
    {
        var end = body.IndexOf((byte)'\n');
        var line = end < 0 ? body : body[..end];
        body = end < 0 ? [] : body[(end + 1)..];
        return Encoding.UTF8.GetString(line.TrimEnd((byte)'\r'));
    }

    /// <summary>The service begins the refusal's message with the failed action's index and a colon.</summary>
    private static TableTransactionFailedException Failure(Response refusal)
    {
        var failure = TableErrors.Of(refusal);
        if (TableErrors.TryRead(refusal, out _, out var message) && message.Split(':', 2) is [var index, _] && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            failure.Data[TableTransactionFailedException.IndexKey] = index;
        return new TableTransactionFailedException(failure);
    }

    private sealed class PartResponse(int status, string reason, List<HttpHeader> headers, byte[] body, string clientRequestId) : Response
    {
        public override int Status => status;

        public override string ReasonPhrase => reason;

        public override bool IsError => status >= 400;

        public override Stream ContentStream { get; set; } = new MemoryStream(body, 0, body.Length, writable: false, publiclyVisible: true);

        public override string ClientRequestId { get; set; } = clientRequestId;

        public override void Dispose() => ContentStream?.Dispose();

        protected override bool ContainsHeader(string name) => headers.Exists(h => Named(h, name));

        protected override IEnumerable<HttpHeader> EnumerateHeaders() => headers;

        protected override bool TryGetHeader(string name, out string value)
        {
            value = headers.Find(h => Named(h, name)).Value;
            return value is not null;
        }

        protected override bool TryGetHeaderValues(string name, out IEnumerable<string> values)
        {
            values = headers.Where(h => Named(h, name)).Select(h => h.Value).ToArray();
            return ((string[])values).Length > 0;
        }

        private static bool Named(HttpHeader header, string name) => string.Equals(header.Name, name, StringComparison.OrdinalIgnoreCase);
    }
}
