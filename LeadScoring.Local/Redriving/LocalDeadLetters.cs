using System.Text;
using System.Text.Json;

using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

using LeadScoring.Functions.Messaging;

namespace LeadScoring.Local.Redriving;

/// <summary>
/// Dead letters of a subscription where local queues stand for the topic: <c>{ reason, description, messageId, message }</c> as the CRM connector puts them aside.
/// A queue is one subscription, so they go back to that one only.
/// </summary>
internal sealed class LocalDeadLetters(string subscription, Func<string, QueueClient> open) : IStuck
{
    private const int Most = 32;
    private static readonly TimeSpan Hidden = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan NeverExpires = TimeSpan.FromSeconds(-1);

    public string Name => LocalTopic.QueueOf(subscription) + "-deadletter";

    public async Task<StuckWork> Look(CancellationToken cancellation)
    {
        try
        {
            var letters = open(Name);
            var count = (await letters.GetPropertiesAsync(cancellation)).Value.ApproximateMessagesCount;
            var peeked = count == 0 ? [] : (await letters.PeekMessagesAsync(Most, cancellation)).Value;
            return new StuckWork(count, false, [.. peeked.Select(static message => Item(message.InsertedOn, message.Body))]);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return StuckWork.Nothing;
        }
    }

    public async Task<MovedWork> Move(int most, CancellationToken cancellation)
    {
        var (from, to) = (open(Name), open(LocalTopic.QueueOf(subscription)));
        var moved = 0;
        var left = new List<QueueMessage>();
        try
        {
            // Not those that come back while this goes on, because what reads the subscription still fails: there would be no end.
            most = Math.Min(most, (await from.GetPropertiesAsync(cancellation)).Value.ApproximateMessagesCount);
            while (moved < most && (await from.ReceiveMessagesAsync(Math.Min(Most, most - moved), Hidden, cancellation)).Value is { Length: > 0 } messages)
            {
                foreach (var message in messages)
                {
                    if (Original(message.Body) is not { } original)
                    {
                        left.Add(message);
                        continue;
                    }

                    await to.SendMessageAsync(original, visibilityTimeout: null, NeverExpires, cancellation);
                    await from.DeleteMessageAsync(message.MessageId, message.PopReceipt, CancellationToken.None);
                    moved++;
                }
            }
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return new MovedWork(moved, []);
        }
        finally
        {
            foreach (var message in left)
                await from.UpdateMessageAsync(message.MessageId, message.PopReceipt, visibilityTimeout: TimeSpan.Zero, cancellationToken: CancellationToken.None);
        }

        return new MovedWork(moved, [.. left.Select(static message => $"message {message.MessageId} stays: it contains no message of the topic")]);
    }

    private static BinaryData? Original(BinaryData body) => Letter(body) is { } letter && letter.TryGetProperty("message", out var message) && message.GetString() is { Length: > 0 } text && IsMessage(text)
        ? BinaryData.FromString(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)))
        : null;

    private static bool IsMessage(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, MessagingJson.Default.TopicMessage) is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static StuckItem Item(DateTimeOffset? at, BinaryData body) => Letter(body) is { } letter
        ? new StuckItem(at, $"message {Text(letter, "messageId")}", $"{Text(letter, "reason")}: {Text(letter, "description")}")
        : new StuckItem(at, "a message without a reason", null);

    private static string? Text(JsonElement letter, string name) => letter.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static JsonElement? Letter(BinaryData body)
    {
        try
        {
            var letter = JsonElement.Parse(Convert.FromBase64String(body.ToString()));
            return letter.ValueKind is JsonValueKind.Object ? letter : null;
        }
        catch (Exception unreadable) when (unreadable is FormatException or JsonException)
        {
            return null;
        }
    }
}
