using Azure.Messaging.ServiceBus;

namespace LeadScoring.Functions.Messaging;

/// <summary>The topic on Azure Service Bus.</summary>
public sealed class ServiceBusTopic(ServiceBusSender sender) : ITopic, ITopicProbe
{
    /// <summary>Name of the topic.</summary>
    public const string Name = "lead-events";

    public const string ContentType = "application/cloudevents+json";

    private static readonly TimeSpan ProbePatience = TimeSpan.FromSeconds(5);

    public Task Send(TopicMessage message, CancellationToken cancellation) => Run(() => sender.SendMessageAsync(ToServiceBus(message), cancellation), message.MessageId, cancellation);

    /// <summary>Opens the link and asks how large a message may be, which needs the right to send and the topic, and sends nothing.</summary>
    public Task Probe(CancellationToken cancellation) => Run(
        async () =>
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            patience.CancelAfter(ProbePatience);
            try
            {
                using var batch = await sender.CreateMessageBatchAsync(patience.Token);
            }
            catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
            {
                throw new TimeoutException("Service Bus does not answer.", late);
            }
        },
        "probe",
        cancellation);

    private static async Task Run(Func<Task> work, string what, CancellationToken cancellation)
    {
        try
        {
            await work();
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            throw ServiceBusFailures.ToTopic(failure, what);
        }
    }

    /// <summary>The message as Service Bus carries it.</summary>
    internal static ServiceBusMessage ToServiceBus(TopicMessage message)
    {
        var sent = new ServiceBusMessage(BinaryData.FromBytes(message.Json))
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
