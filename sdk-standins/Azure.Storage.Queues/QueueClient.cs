using System.Globalization;
using Azure.Core;
using Azure.Storage.Queues.Models;

namespace Azure.Storage.Queues;

public class QueueClient
{
    private readonly QueueRest _rest;

    protected QueueClient()
    {
    }

    public QueueClient(string connectionString, string queueName)
        : this(connectionString, queueName, null)
    {
    }

    public QueueClient(string connectionString, string queueName, QueueClientOptions options)
        : this(QueueRest.Connect(connectionString, options), queueName)
    {
    }

    /// <param name="queueUri">The queue's own address: the service's, and its name as the last segment.</param>
    /// <param name="credential">Gets tokens for the storage scope.</param>
    /// <param name="options">Retries, transport, message encoding.</param>
    public QueueClient(Uri queueUri, TokenCredential credential, QueueClientOptions options = null)
        : this(QueueRest.Connect(new Uri(queueUri, "."), credential, options), queueUri.Segments[^1].Trim('/'))
    {
    }

    internal QueueClient(QueueRest rest, string queueName)
    {
        ArgumentException.ThrowIfNullOrEmpty(queueName);
        _rest = rest;
        Name = queueName;
    }

    public virtual string Name { get; }

    public virtual string AccountName => _rest.Account;

    public virtual Uri Uri => new(_rest.Base + Name);

    public virtual int MessageMaxBytes => 64 * 1024;

    public virtual int MaxPeekableMessages => 32;

    public virtual Task<Response> CreateAsync(IDictionary<string, string> metadata = null, CancellationToken cancellationToken = default) =>
        _rest.SendAsync(Creation(metadata, allowed: 0), cancellationToken);

    /// <returns>The answer, or null when a queue of that name is there already.</returns>
    public virtual async Task<Response> CreateIfNotExistsAsync(IDictionary<string, string> metadata = null, CancellationToken cancellationToken = default)
    {
        var response = await _rest.SendAsync(Creation(metadata, allowed: 409), cancellationToken, allowed: 409).ConfigureAwait(false);
        // 204: the same metadata; 409: other metadata, or a queue on its way out, which is no queue.
        if (response.Status is 409 && QueueErrors.Of(response) is { } failure && failure.ErrorCode != QueueErrorCode.QueueAlreadyExists)
            throw failure;
        return response.Status is 201 ? response : null;
    }

    public virtual Task<Response> DeleteAsync(CancellationToken cancellationToken = default) =>
        _rest.SendAsync(_rest.Create(RequestMethod.Delete, Name), cancellationToken);

    public virtual async Task<Response<bool>> DeleteIfExistsAsync(CancellationToken cancellationToken = default) =>
        await FoundAsync(_rest.Create(RequestMethod.Delete, Name, allowed: 404), cancellationToken).ConfigureAwait(false);

    public virtual async Task<Response<bool>> ExistsAsync(CancellationToken cancellationToken = default) =>
        await FoundAsync(_rest.Create(RequestMethod.Get, Name + "?comp=metadata", allowed: 404), cancellationToken).ConfigureAwait(false);

    public virtual async Task<Response<QueueProperties>> GetPropertiesAsync(CancellationToken cancellationToken = default)
    {
        var response = await _rest.SendAsync(_rest.Create(RequestMethod.Get, Name + "?comp=metadata"), cancellationToken).ConfigureAwait(false);
        var properties = new QueueProperties
        {
            ApproximateMessagesCount = response.Headers.TryGetValue("x-ms-approximate-messages-count", out var count) ? int.Parse(count, CultureInfo.InvariantCulture) : 0,
        };
        foreach (var header in response.Headers)
        {
            if (header.Name.StartsWith("x-ms-meta-", StringComparison.OrdinalIgnoreCase))
                properties.Metadata[header.Name["x-ms-meta-".Length..]] = header.Value;
        }

        return Response.FromValue(properties, response);
    }

    public virtual Task<Response> ClearMessagesAsync(CancellationToken cancellationToken = default) =>
        _rest.SendAsync(_rest.Create(RequestMethod.Delete, Name + "/messages"), cancellationToken);

    public virtual Task<Response<SendReceipt>> SendMessageAsync(string messageText) =>
        SendMessageAsync(messageText, null, null, default);

    public virtual Task<Response<SendReceipt>> SendMessageAsync(string messageText, CancellationToken cancellationToken = default) =>
        SendMessageAsync(messageText, null, null, cancellationToken);

    public virtual Task<Response<SendReceipt>> SendMessageAsync(string messageText, TimeSpan? visibilityTimeout = null, TimeSpan? timeToLive = null, CancellationToken cancellationToken = default) =>
        SendMessageAsync(new BinaryData(messageText ?? ""), visibilityTimeout, timeToLive, cancellationToken);

    /// <param name="message">The body.</param>
    /// <param name="visibilityTimeout">Invisible at first, at most 7 days.</param>
    /// <param name="timeToLive">Minus one second for ever; the service's default is 7 days.</param>
    /// <param name="cancellationToken">Stops waiting; the message may have been taken.</param>
    public virtual async Task<Response<SendReceipt>> SendMessageAsync(BinaryData message, TimeSpan? visibilityTimeout = null, TimeSpan? timeToLive = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        var request = _rest.Create(RequestMethod.Post, Name + "/messages" + QueueRest.Query(("visibilitytimeout", Seconds(visibilityTimeout)), ("messagettl", Seconds(timeToLive))));
        _rest.SetMessage(request.Request, message);
        var response = await _rest.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var answer = QueueRest.ReadElements(response, "QueueMessage")[0];
        return Response.FromValue(
            new SendReceipt
            {
                MessageId = answer["MessageId"],
                InsertionTime = Time(answer, "InsertionTime").Value,
                ExpirationTime = Time(answer, "ExpirationTime").Value,
                PopReceipt = answer["PopReceipt"],
                TimeNextVisible = Time(answer, "TimeNextVisible").Value,
            },
            response);
    }

    public virtual Task<Response<QueueMessage[]>> ReceiveMessagesAsync() =>
        ReceiveMessagesAsync(null, null, default);

    public virtual Task<Response<QueueMessage[]>> ReceiveMessagesAsync(CancellationToken cancellationToken = default) =>
        ReceiveMessagesAsync(null, null, cancellationToken);

    public virtual async Task<Response<QueueMessage[]>> ReceiveMessagesAsync(int? maxMessages = null, TimeSpan? visibilityTimeout = null, CancellationToken cancellationToken = default)
    {
        var query = QueueRest.Query(("numofmessages", Number(maxMessages)), ("visibilitytimeout", Seconds(visibilityTimeout)));
        var response = await _rest.SendAsync(_rest.Create(RequestMethod.Get, Name + "/messages" + query), cancellationToken).ConfigureAwait(false);
        var messages = QueueRest.ReadElements(response, "QueueMessage").ConvertAll(message => new QueueMessage
        {
            MessageId = message["MessageId"],
            PopReceipt = message["PopReceipt"],
            Body = _rest.Decode(message["MessageText"]),
            NextVisibleOn = Time(message, "TimeNextVisible"),
            InsertedOn = Time(message, "InsertionTime"),
            ExpiresOn = Time(message, "ExpirationTime"),
            DequeueCount = long.Parse(message["DequeueCount"], CultureInfo.InvariantCulture),
        });
        return Response.FromValue(messages.ToArray(), response);
    }

    /// <returns>The next message, or a null value when none is visible.</returns>
    public virtual async Task<Response<QueueMessage>> ReceiveMessageAsync(TimeSpan? visibilityTimeout = null, CancellationToken cancellationToken = default)
    {
        var messages = await ReceiveMessagesAsync(1, visibilityTimeout, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(messages.Value.FirstOrDefault(), messages.GetRawResponse());
    }

    public virtual async Task<Response<PeekedMessage[]>> PeekMessagesAsync(int? maxMessages = null, CancellationToken cancellationToken = default)
    {
        var query = QueueRest.Query(("peekonly", "true"), ("numofmessages", Number(maxMessages)));
        var response = await _rest.SendAsync(_rest.Create(RequestMethod.Get, Name + "/messages" + query), cancellationToken).ConfigureAwait(false);
        var messages = QueueRest.ReadElements(response, "QueueMessage").ConvertAll(message => new PeekedMessage
        {
            MessageId = message["MessageId"],
            Body = _rest.Decode(message["MessageText"]),
            InsertedOn = Time(message, "InsertionTime"),
            ExpiresOn = Time(message, "ExpirationTime"),
            DequeueCount = long.Parse(message["DequeueCount"], CultureInfo.InvariantCulture),
        });
        return Response.FromValue(messages.ToArray(), response);
    }

    public virtual Task<Response> DeleteMessageAsync(string messageId, string popReceipt, CancellationToken cancellationToken = default) =>
        _rest.SendAsync(_rest.Create(RequestMethod.Delete, MessagePath(messageId) + QueueRest.Query(("popreceipt", popReceipt))), cancellationToken);

    public virtual Task<Response<UpdateReceipt>> UpdateMessageAsync(string messageId, string popReceipt, string messageText = null, TimeSpan visibilityTimeout = default, CancellationToken cancellationToken = default) =>
        UpdateMessageAsync(messageId, popReceipt, messageText is null ? null : new BinaryData(messageText), visibilityTimeout, cancellationToken);

    /// <param name="messageId">The message's id.</param>
    /// <param name="popReceipt">The receipt of the last receive or update.</param>
    /// <param name="message">The new body; null keeps the old one.</param>
    /// <param name="visibilityTimeout">Invisible from now on for so long; zero makes it visible.</param>
    /// <param name="cancellationToken">Stops waiting; the update may have happened.</param>
    public virtual async Task<Response<UpdateReceipt>> UpdateMessageAsync(string messageId, string popReceipt, BinaryData message, TimeSpan visibilityTimeout = default, CancellationToken cancellationToken = default)
    {
        var request = _rest.Create(RequestMethod.Put, MessagePath(messageId) + QueueRest.Query(("popreceipt", popReceipt), ("visibilitytimeout", Seconds(visibilityTimeout))));
        if (message is not null)
            _rest.SetMessage(request.Request, message);
        var response = await _rest.SendAsync(request, cancellationToken).ConfigureAwait(false);
        response.Headers.TryGetValue("x-ms-popreceipt", out var receipt);
        response.Headers.TryGetValue("x-ms-time-next-visible", out var visible);
        return Response.FromValue(new UpdateReceipt { PopReceipt = receipt, NextVisibleOn = DateTimeOffset.Parse(visible, CultureInfo.InvariantCulture) }, response);
    }

    private static string Seconds(TimeSpan? time) => time is { } value ? ((long)value.TotalSeconds).ToString(CultureInfo.InvariantCulture) : null;

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static DateTimeOffset? Time(Dictionary<string, string> message, string name) =>
        message.TryGetValue(name, out var text) ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) : null;

    private string MessagePath(string messageId) => $"{Name}/messages/{System.Uri.EscapeDataString(messageId)}";

    private HttpMessage Creation(IDictionary<string, string> metadata, int allowed)
    {
        var message = _rest.Create(RequestMethod.Put, Name, allowed);
        foreach (var (name, value) in metadata ?? new Dictionary<string, string>())
            message.Request.Headers.Add("x-ms-meta-" + name, value);
        return message;
    }

    private async Task<Response<bool>> FoundAsync(HttpMessage message, CancellationToken cancellationToken)
    {
        var response = await _rest.SendAsync(message, cancellationToken, allowed: 404).ConfigureAwait(false);
        return Response.FromValue(response.Status is not 404, response);
    }
}
