using System.Collections.Immutable;
using System.Diagnostics;

using LeadScoring.CrmConnector.Crm;
using LeadScoring.CrmConnector.Mapping;
using LeadScoring.CrmConnector.Messages;
using LeadScoring.CrmConnector.Sources;

namespace LeadScoring.CrmConnector;

/// <summary>Takes messages into the CRM: receive, map, write, settle. This order is the whole of it.</summary>
internal sealed partial class MessageHandler(IMessageSource source, CrmFile crm, LeadMapping mapping, ILogger<MessageHandler> logger)
{
    /// <summary>Handles what there is, once.</summary>
    public async Task Round(CancellationToken stopping)
    {
        // A message that is taken and given back too often ends among the dead letters, so none is taken that cannot be written down.
        crm.EnsureFree();
        var deliveries = await source.Receive(stopping);
        if (deliveries.Count == 0)
            return;
        // Begun is finished, also when the connector is asked to stop.
        await Handle(deliveries, CancellationToken.None);
    }

    private async Task Handle(IReadOnlyList<Delivery> deliveries, CancellationToken cancellation)
    {
        var read = deliveries.Select(Read).ToList();
        try
        {
            // One write for all. A crash before it: nothing is settled, all comes again.
            await crm.Change(table => read.ForEach(one => Apply(table, one)), cancellation);
        }
        catch (CrmFileBusyException)
        {
            await source.Abandon(deliveries, cancellation);
            throw;
        }

        // A crash from here on: what is not settled comes again, and the sequences in the file say that it is old. The same holds for what is left when one fails.
        await Parallel.ForEachAsync(
            read.GroupBy(static one => one.Message?.Lead ?? one.Delivery.MessageId, StringComparer.Ordinal),
            new ParallelOptions { MaxDegreeOfParallelism = source.LeadsAtOnce, CancellationToken = cancellation },
            async (lead, _) =>
            {
                foreach (var one in lead)
                    await Settle(one, cancellation);
            });
    }

    private async Task Settle(ReadDelivery one, CancellationToken cancellation)
    {
        using var span = MessageTrace.Continue(one.Message, one.Delivery.MessageId);
        if (one.Verdict is { IsFault: false } other)
        {
            span?.SetTag("leadscoring.outcome", other.Reason);
            await source.Complete(one.Delivery, cancellation);
            LogPassedOver(one.Delivery.MessageId, other.Reason);
        }
        else if (one.Verdict is { } verdict)
        {
            span?.SetTag("leadscoring.outcome", verdict.Reason).SetStatus(ActivityStatusCode.Error);
            await source.DeadLetter(one.Delivery, verdict, cancellation);
            LogDeadLetter(one.Delivery.MessageId, verdict.Reason, verdict.Description);
        }
        else
        {
            span?.SetTag("leadscoring.outcome", one.Applied ? "applied" : "old");
            await source.Complete(one.Delivery, cancellation);
            LogApplied(one.Delivery.MessageId, one.Message!.Type, one.Applied ? "applied" : "old");
        }
    }

    private ReadDelivery Read(Delivery delivery)
    {
        if (!MessageReader.TryRead(delivery.Body, out var message, out var verdict))
            return new ReadDelivery(delivery) { Verdict = verdict };
        // Who leaves needs no fields.
        if (message.Type is LeadTypes.Erased or LeadTypes.Merged)
            return new ReadDelivery(delivery) { Message = message };
        return mapping.TryMap(message, out var values, out verdict)
            ? new ReadDelivery(delivery) { Message = message, Values = values }
            : new ReadDelivery(delivery) { Verdict = verdict };
    }

    private static void Apply(CrmTable table, ReadDelivery one)
    {
        if (one.Message is { } message)
            one.Applied = LeadUpsert.Apply(table, message, one.Values);
    }

    private sealed record ReadDelivery(Delivery Delivery)
    {
        public LeadMessage? Message { get; init; }

        public ImmutableArray<MappedValue> Values { get; init; } = [];

        public Verdict? Verdict { get; init; }

        public bool Applied { get; set; }
    }

    [LoggerMessage(9001, LogLevel.Information, "Message {MessageId} ({Type}): {Effect}.")]
    private partial void LogApplied(string messageId, string type, string effect);

    [LoggerMessage(9004, LogLevel.Information, "Message {MessageId} is passed over ({Reason}).")]
    private partial void LogPassedOver(string messageId, string reason);

    [LoggerMessage(9002, LogLevel.Error, "Message {MessageId} is put aside ({Reason}): {Description}")]
    private partial void LogDeadLetter(string messageId, string reason, string description);
}
