using System.Collections.Immutable;

using LeadScoring.Domain.Events;

namespace LeadScoring.Domain.Hygiene;

/// <summary>
/// Finds the opens, clicks and unsubscribes of a lead that seem to be machines', and what people took out. A pure function of the set of events: their order, and how often each
/// is given, leave no trace. Machine, agent, many links and beside clicks decide alone; the other reasons only two together, because a person may do
/// either of them.
/// </summary>
/// <remarks>What is further away than <see cref="Reach"/> says nothing about an event, but for the word of a person.</remarks>
public static class SuspicionFinder
{
    /// <summary>This many different links within <see cref="LinksTime"/> are not a person's.</summary>
    public const int ManyLinks = 3;

    /// <summary>From the first to the last of the clicks, both included.</summary>
    public static readonly TimeSpan LinksTime = TimeSpan.FromSeconds(2);

    /// <summary>
    /// From the delivery of a message, and as long before: gateways look at links before they let a message in, and vendors' clocks differ.
    /// </summary>
    public static readonly TimeSpan DeliveryTime = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Within which every link of a message is clicked; a reader who comes to all of them takes longer. How many there are is heard only from events of
    /// the message as near as that.
    /// </summary>
    public static readonly TimeSpan EveryLinkTime = TimeSpan.FromMinutes(1);

    /// <summary>The longest time between two events of which one says something about the other.</summary>
    public static TimeSpan Reach => EveryLinkTime + LinksTime;

    /// <summary>The doubts about the events of one lead.</summary>
    /// <param name="events">Keys and contents; the same key has the same content. Types that have nothing to do with mail do not matter.</param>
    /// <returns>By key; an event without a doubt is missing.</returns>
    public static ImmutableSortedDictionary<string, Suspected> Find(IEnumerable<KeyValuePair<string, LeadEvent>> events)
    {
        var log = new MailLog();
        foreach (var (key, e) in events.DistinctBy(static e => e.Key, StringComparer.Ordinal))
            log.Add(key, e);
        return log.FindSuspected();
    }

    /// <summary>Whether events of the type are heeded at all; any other may be left out of <see cref="Find(IEnumerable{KeyValuePair{string, LeadEvent}})"/>.</summary>
    public static bool IsRelevant(string type) => type == EventTypes.Counted || MailEvent.KindOf(type) is not null;

    /// <summary>Whether an event is a machine's by what it says of itself, whatever happened around it.</summary>
    public static bool IsByItself(LeadEvent e) => MailEvent.Of("", e) is { CanBeDoubted: true } mail && (mail.IsMachine || mail.IsAgent);

    /// <summary>What an event means for doubts, by what it says of itself: only <see cref="MailRole.MayBeDoubted"/> and <see cref="MailRole.Tells"/> need to be remembered to find them.</summary>
    public static MailRole RoleOf(LeadEvent e)
    {
        if (MailEvent.KindOf(e.Type) is null || MailEvent.Of("", e) is not { } mail)
            return MailRole.None;
        if (!mail.CanBeDoubted)
            return MailRole.Tells;
        if (mail.IsMachine || mail.IsAgent)
            return mail.IsAlone ? MailRole.Doubted : MailRole.MayBeDoubted;
        return mail.IsAlone ? MailRole.None : MailRole.MayBeDoubted;
    }

    /// <summary>The reasons that suffice for a doubt, by key.</summary>
    /// <param name="mail">Each key once.</param>
    internal static Dictionary<string, ImmutableArray<Suspicion>> Find(IEnumerable<MailEvent> mail)
    {
        var ordered = mail.OrderBy(static e => e.At).ToArray();
        var reasons = new Dictionary<string, SortedSet<Suspicion>>(StringComparer.Ordinal);
        void Mark(MailEvent e, Suspicion reason)
        {
            if (!reasons.TryGetValue(e.Key, out var found))
                reasons[e.Key] = found = [];
            found.Add(reason);
        }

        foreach (var e in ordered.Where(static e => e.IsEngagement))
        {
            if (e.IsMachine)
                Mark(e, Suspicion.Machine);
            if (e.IsAgent)
                Mark(e, Suspicion.Agent);
        }

        var clicks = Array.FindAll(ordered, static e => e.Link != 0);
        var most = Spans.MostLinks(clicks, LinksTime);
        for (var i = 0; i < clicks.Length; i++)
        {
            if (most[i] >= ManyLinks)
                Mark(clicks[i], Suspicion.ManyLinks);
        }

        foreach (var message in ordered.Where(static e => e.Message != 0).GroupBy(static e => e.Message))
            OfMessage([.. message], Mark);
        OfUnsubscribes(ordered, Array.FindAll(clicks, e => reasons.TryGetValue(e.Key, out var found) && Decide(found)), Mark);
        return reasons.Where(static e => Decide(e.Value)).ToDictionary(static e => e.Key, static e => e.Value.ToImmutableArray(), StringComparer.Ordinal);
    }

    // Where one of the two names no message, nobody says that it is another one.
    private static void OfUnsubscribes(MailEvent[] ordered, MailEvent[] doubted, Action<MailEvent, Suspicion> mark)
    {
        var left = Array.FindAll(ordered, static e => e.Kind == MailKind.Unsubscribed);
        foreach (var (e, near) in left.Zip(Spans.Around(left, doubted, LinksTime, LinksTime)))
        {
            if (doubted[near.From..near.To].Any(click => click.Message == e.Message || click.Message == 0 || e.Message == 0))
                mark(e, Suspicion.BesideClicks);
        }
    }

    private static void OfMessage(MailEvent[] events, Action<MailEvent, Suspicion> mark)
    {
        var engaged = Array.FindAll(events, static e => e.IsEngagement);
        var deliveries = Array.FindAll(events, static e => e.Kind == MailKind.Delivered);
        foreach (var (e, near) in engaged.Zip(Spans.Around(engaged, deliveries, DeliveryTime, DeliveryTime)))
        {
            if (near.To > near.From)
                mark(e, Suspicion.AtDelivery);
        }

        // Without a number of links nobody knows whether all were clicked. A message with one link is clicked whole by whoever clicks at all.
        var clicks = Array.FindAll(events, static e => e.Link != 0);
        var telling = Array.FindAll(events, static e => e.Links > 0);
        var all = Spans.Greatest(Array.ConvertAll(telling, static e => e.Links), Spans.Around(clicks, telling, EveryLinkTime, EveryLinkTime));
        var most = Spans.MostLinks(clicks, EveryLinkTime);
        for (var i = 0; i < clicks.Length; i++)
        {
            if (all[i] >= 2 && most[i] >= all[i])
                mark(clicks[i], Suspicion.EveryLink);
        }
    }

    private static bool Decide(SortedSet<Suspicion> reasons) =>
        reasons.Count >= 2 || reasons.Any(static reason => reason is Suspicion.Machine or Suspicion.Agent or Suspicion.ManyLinks or Suspicion.BesideClicks);
}
