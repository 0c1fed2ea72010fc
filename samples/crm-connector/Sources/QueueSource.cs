using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

using LeadScoring.CrmConnector.Messages;

namespace LeadScoring.CrmConnector.Sources;

/// <summary>
/// The storage queue that stands for the subscription where there is no Service Bus: hiding a message is its lock, deleting it completes it,
/// and a second queue takes the dead letters. It neither keeps order nor detects duplicates; the sequence in the CRM does both.
/// </summary>
/// <param name="connection">Asked each time: a local app that is started again has its storage on other ports.</param>
/// <param name="time">Times the wait at an empty queue.</param>
internal sealed class QueueSource(Func<string> connection, string queue, TimeProvider time) : IMessageSource
{
    private const int Most = 32;

    // Longer than a write of the file takes; after a kill the messages are back when it is over.
    private static readonly TimeSpan Hidden = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan NeverExpires = TimeSpan.FromSeconds(-1);

    private string? _connection;
    private QueueClient? _queue;

    /// <summary>Where dead letters go, in base64 as all queues of the app: <c>{ reason, description, messageId, message }</c>.</summary>
    public static string DeadLettersOf(string queue) => queue + "-deadletter";

    // Each is a request to the storage.
    public int LeadsAtOnce => 8;

    public async Task<IReadOnlyList<Delivery>> Receive(CancellationToken cancellation)
    {
        var messages = (await Queue().ReceiveMessagesAsync(Most, Hidden, cancellation)).Value;
        if (messages.Length == 0)
            await Task.Delay(Pause, time, cancellation);
        // The older first, so that fewer count as late.
        return [.. messages.Select(Read).OrderBy(static delivery => Order(delivery.MessageId))];
    }

    public async Task Complete(Delivery delivery, CancellationToken cancellation)
    {
        var message = (QueueMessage)delivery.Receipt;
        await Queue().DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellation);
    }

    public async Task Abandon(IReadOnlyList<Delivery> deliveries, CancellationToken cancellation)
    {
        foreach (var message in deliveries.Select(static delivery => (QueueMessage)delivery.Receipt))
            await Queue().UpdateMessageAsync(message.MessageId, message.PopReceipt, visibilityTimeout: TimeSpan.Zero, cancellationToken: cancellation);
    }

    public async Task DeadLetter(Delivery delivery, Verdict verdict, CancellationToken cancellation)
    {
        var letters = Client(DeadLettersOf(queue));
        await letters.CreateIfNotExistsAsync(cancellationToken: cancellation);
        var original = ((QueueMessage)delivery.Receipt).Body.ToString();
        try
        {
            await Send(letters, verdict, delivery, original, cancellation);
        }
        catch (RequestFailedException tooLarge) when (tooLarge.Status == 413)
        {
            // With the reason around it the message is too large for a queue: they go one after the other.
            await Send(letters, verdict, delivery, null, cancellation);
            await letters.SendMessageAsync(original, timeToLive: NeverExpires, cancellationToken: cancellation);
        }

        // Only now: a crash in between leaves the message twice rather than not at all.
        await Complete(delivery, cancellation);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task Send(QueueClient letters, Verdict verdict, Delivery delivery, string? original, CancellationToken cancellation)
    {
        var letter = new JsonObject { ["reason"] = verdict.Reason, ["description"] = verdict.Description, ["messageId"] = delivery.MessageId, ["message"] = Decoded(original) };
        await letters.SendMessageAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(letter.ToJsonString())), timeToLive: NeverExpires, cancellationToken: cancellation);
    }

    private QueueClient Queue()
    {
        var now = connection();
        if (_queue is null || _connection != now)
        {
            _connection = now;
            _queue = Client(queue);
        }

        return _queue;
    }

    // Texts are taken as they are, so that one that is no base64 is a dead letter and does not fail its whole batch.
    private QueueClient Client(string name) => new(connection(), name, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None });

    private static Delivery Read(QueueMessage message)
    {
        var text = message.Body.ToString();
        try
        {
            var envelope = JsonElement.Parse(Convert.FromBase64String(text));
            if (envelope.ValueKind is JsonValueKind.Object && envelope.TryGetProperty("messageId", out var id) && envelope.TryGetProperty("body", out var body))
                return new Delivery(id.ToString(), BinaryData.FromBytes(JsonMarshal.GetRawUtf8Value(body).ToArray()), message);
        }
        catch (Exception unreadable) when (unreadable is FormatException or JsonException)
        {
            // Becomes a dead letter by the verdict on its body.
        }

        return new Delivery(message.MessageId, BinaryData.FromString(text), message);
    }

    // The text that a dead letter shows: the JSON, where it is any.
    private static string? Decoded(string? text)
    {
        var bytes = new byte[text?.Length ?? 0];
        return text is not null && Convert.TryFromBase64String(text, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : text;
    }

    // {lead}:{model}:{number}: the number grows per lead.
    private static long Order(string messageId) =>
        long.TryParse(messageId.AsSpan(messageId.LastIndexOf(':') + 1), out var number) ? number : 0;
}
