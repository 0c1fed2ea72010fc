using Azure.Messaging.ServiceBus;

using LeadScoring.Functions.Configuration;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Sweep;
using LeadScoring.Functions.Telemetry;
using LeadScoring.Local.Files;
using LeadScoring.Local.Storage;

namespace LeadScoring.Local.Redriving;

/// <summary>Looks at what is stuck, or moves it.</summary>
internal sealed class Redriver(RedriveReport report)
{
    /// <summary>Something stayed where it is.</summary>
    public const int SomeLeft = 2;

    /// <returns>The exit code: 0, or <see cref="SomeLeft"/>.</returns>
    public async Task<int> Run(IReadOnlyList<IStuck> places, RedriveOrder order, CancellationToken cancellation)
    {
        var left = false;
        foreach (var place in places)
        {
            if (!order.Go)
            {
                report.Write(place.Name, await place.Look(cancellation));
                continue;
            }

            var moved = await place.Move(order.Limit, cancellation);
            report.Write(place.Name, moved);
            left |= moved.Left.Count > 0 || moved.IsPart;
        }

        return left ? SomeLeft : 0;
    }

    /// <summary>The places that an order is about.</summary>
    /// <exception cref="CommandException">Marked messages could reach others than the subscription that is meant.</exception>
    public static IReadOnlyList<IStuck> Places(Store store, ServiceBusClient? bus, RedriveOrder order)
    {
        if (order is { Go: true, Kind: RedriveOrder.DeadLetters, RulesChecked: false } && bus is not null)
        {
            throw new CommandException("LS-REDRIVE-001", $"A message that is sent to the topic again reaches every subscription whose rules match, not only the one where it was a dead letter.",
                $"Check that the rules of the other subscriptions exclude messages with another {BusDeadLetters.Mark}, then confirm with --rules-checked.");
        }

        var parked = new ParkedStore(store.Tables);
        var retry = new ParkedRetry(parked, new LeadStore(store.Tables), new RescoreRequests(store.AppQueues()), TimeProvider.System);
        var places = new List<IStuck>();
        if (order.Kind is null or RedriveOrder.Poison)
            places.AddRange(QueueNames.All.Where(name => order.Queue is null || order.Queue == name).Select(name => new PoisonQueue(name, store.RawQueue, order.DeletesUnreadable)));
        if (order.Kind is null or RedriveOrder.Parked)
            places.AddRange([new ParkedLeads(parked, retry), new ParkedMessages(parked, retry)]);
        if (order.Kind is null or RedriveOrder.DeadLetters)
            places.AddRange(Subscriptions(order).Select(name => DeadLetters(name, store, bus)));
        if (order.Kind is RedriveOrder.Waiting)
            places.Add(new WaitingLeads(store.Tables, store.AppQueues()));
        return places;
    }

    /// <summary>The namespace, where one is configured.</summary>
    public static ServiceBusClient? Bus(Store store)
    {
        using var services = new ServiceCollection().AddMetrics().AddSingleton<AppMetrics>().BuildServiceProvider();
        return Clients.HasServiceBus(store.Settings) ? new Clients(store.Settings, services.GetRequiredService<AppMetrics>()).ServiceBus() : null;
    }

    private static IEnumerable<string> Subscriptions(RedriveOrder order) =>
        order.Subscription is { } one ? [one] : LocalTopic.Subscriptions.Select(static subscription => subscription.Name);

    private static IStuck DeadLetters(string subscription, Store store, ServiceBusClient? bus) => bus is null
        ? new LocalDeadLetters(subscription, store.RawQueue)
        : new BusDeadLetters(
            subscription,
            bus.CreateReceiver(ServiceBusTopic.Name, subscription, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter }),
            bus.CreateSender(ServiceBusTopic.Name));
}
