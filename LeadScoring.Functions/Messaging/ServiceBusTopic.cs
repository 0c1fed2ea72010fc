using System.Text.Json;

using Azure.Messaging.ServiceBus;

namespace LeadScoring.Functions.Messaging;

/// <summary>The topic on Azure Service Bus.</summary>
public sealed class ServiceBusTopic(ServiceBusSender sender) : ITopic
{
    /// <summary>Name of the topic.</summary>
    public const string Name = "lead-events";

    public const string ContentType = "application/cloudevents+json";

    public async Task Send(TopicMessage message, CancellationToken cancellation)
    {
        try
        {
            await sender.SendMessageAsync(ToServiceBus(message), cancellation);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            throw ServiceBusFailures.ToTopic(failure, message.MessageId);
        }
    }

    /// <summary>The message as Service Bus carries it.</summary>
    internal static ServiceBusMessage ToServiceBus(TopicMessage message)
    {
        var sent = new ServiceBusMessage(BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(message.Body, MessagingJson.Default.JsonElement)))
        {
            MessageId = message.MessageId,
            SessionId = message.SessionId,
            Subject = message.Subject,
            ContentType = ContentType,
        };
        foreach (var (name, value) in message.Properties)
            sent.ApplicationProperties.Add(name, value);
        if (message.TraceParent is { } trace)
        {
            // As the client itself would, who therefore adds none of its own: a copy that is sent again is the same.
            sent.ApplicationProperties.Add("Diagnostic-Id", trace);
            sent.ApplicationProperties.Add("traceparent", trace);
        }

        return sent;
    }
}
