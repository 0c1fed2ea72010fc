using LeadScoring.CrmConnector.Messages;

namespace LeadScoring.CrmConnector.Sources;

/// <summary>The subscription <c>crm-sync</c>. A port to the outside: Service Bus, or the storage queue that stands for it on one machine.</summary>
internal interface IMessageSource : IAsyncDisposable
{
    /// <summary>How many leads' messages may be settled at the same time.</summary>
    int LeadsAtOnce { get; }

    /// <summary>Takes messages to be handled together, those of one lead in order; of several leads where they have any. They stay on the subscription, hidden, until they are settled.</summary>
    /// <returns>None when none came for a while.</returns>
    Task<IReadOnlyList<Delivery>> Receive(CancellationToken cancellation);

    /// <summary>The message is done with.</summary>
    Task Complete(Delivery delivery, CancellationToken cancellation);

    /// <summary>Gives messages back, to be delivered again: something failed that will pass.</summary>
    Task Abandon(IReadOnlyList<Delivery> deliveries, CancellationToken cancellation);

    /// <summary>Puts a message aside for people: delivering it again would not help.</summary>
    Task DeadLetter(Delivery delivery, Verdict verdict, CancellationToken cancellation);
}
