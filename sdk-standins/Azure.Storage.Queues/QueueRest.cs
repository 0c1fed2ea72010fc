using System.Text;
using System.Xml;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Standins;

namespace Azure.Storage.Queues;

/// <summary>One account's queue service: requests in its REST protocol, on one pipeline.</summary>
internal sealed class QueueRest
{
    private static readonly RequestContext Plain = new();
    private static readonly RequestContext Absent = StoragePipeline.Expecting(404);
    private static readonly RequestContext Conflict = StoragePipeline.Expecting(409);

    private readonly HttpPipeline _pipeline;

    private QueueRest(HttpPipeline pipeline, Uri endpoint, string account, QueueMessageEncoding encoding)
    {
        (_pipeline, Endpoint, Account, Encoding) = (pipeline, endpoint, account, encoding);
        Base = endpoint.AbsoluteUri.TrimEnd('/') + "/";
    }

    public Uri Endpoint { get; }

    public string Base { get; }

    public string Account { get; }

    public QueueMessageEncoding Encoding { get; }

    public static QueueRest Connect(string connectionString, QueueClientOptions options)
    {
        var account = StorageAccount.Parse(connectionString);
        options ??= new QueueClientOptions();
        return new(StoragePipeline.WithKey(options, account.Name, Convert.FromBase64String(account.Key), table: false), account.Endpoint("queue"), account.Name, options.MessageEncoding);
    }

    public static QueueRest Connect(Uri endpoint, TokenCredential credential, QueueClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credential);
        options ??= new QueueClientOptions();
        return new(StoragePipeline.WithToken(options, credential), endpoint, StorageAccount.NameOf(endpoint), options.MessageEncoding);
    }

    /// <param name="path">Below the endpoint, with its query, escaped.</param>
    /// <param name="allowed">A status besides 2xx that is an answer: 404 or 409; 0 for none.</param>
    public HttpMessage Create(RequestMethod method, string path, int allowed = 0)
    {
        var message = _pipeline.CreateMessage(allowed switch { 404 => Absent, 409 => Conflict, _ => Plain });
        var request = message.Request;
        request.Method = method;
        request.Uri.Reset(new Uri(Base + path));
        request.Headers.Add("x-ms-version", QueueClientOptions.Latest);
        request.Headers.Add(HttpHeader.Names.Accept, "application/xml");
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
            return response.Status is >= 200 and < 300 || response.Status == allowed ? response : throw QueueErrors.Of(response);
        }
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

    /// <summary>Puts the body, encoded as the options say, into the one element that the service takes.</summary>
    public void SetMessage(Request request, BinaryData body)
    {
        var text = Encoding is QueueMessageEncoding.Base64 ? Convert.ToBase64String(body.ToMemory().Span) : body.ToString();
        var buffer = new MemoryStream(text.Length + 64);
        using (var writer = XmlWriter.Create(buffer, new XmlWriterSettings { Encoding = new UTF8Encoding(false), OmitXmlDeclaration = true, NewLineHandling = NewLineHandling.Entitize }))
        {
            writer.WriteStartElement("QueueMessage");
            writer.WriteElementString("MessageText", text);
            writer.WriteEndElement();
        }

        request.Content = RequestContent.Create(buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
        request.Headers.SetValue(HttpHeader.Names.ContentType, "application/xml");
    }

    /// <exception cref="FormatException">The text is not Base64, though the options say that messages are.</exception>
    public BinaryData Decode(string text) =>
        Encoding is QueueMessageEncoding.Base64 ? new BinaryData(Convert.FromBase64String(text)) : new BinaryData(text);

    /// <summary>The children of each element of that name, as text.</summary>
    public static List<Dictionary<string, string>> ReadElements(Response response, string element)
    {
        var elements = new List<Dictionary<string, string>>();
        using var reader = XmlReader.Create(response.Content.ToStream(), new XmlReaderSettings { IgnoreWhitespace = true });
        while (reader.ReadToFollowing(element))
        {
            var children = new Dictionary<string, string>(8, StringComparer.Ordinal);
            using var inner = reader.ReadSubtree();
            inner.Read();
            inner.Read();
            while (inner.NodeType is XmlNodeType.Element)
            {
                if (inner.Name is "Metadata")
                {
                    inner.Skip();
                    continue;
                }

                var name = inner.Name;
                children[name] = inner.ReadElementContentAsString();
            }

            elements.Add(children);
        }

        return elements;
    }
}
