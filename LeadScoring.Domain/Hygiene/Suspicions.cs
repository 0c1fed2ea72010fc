using System.Collections.Immutable;
using System.Globalization;

using LeadScoring.Domain.Events;

namespace LeadScoring.Domain.Hygiene;

/// <summary>
/// Finds the opens and clicks of a lead that seem to be machines'. A pure function of the set of events: their order, and how often each
/// is given, leave no trace. Machine, agent and many links decide alone; the other reasons only two together, because a person may do
/// either of them.
/// </summary>
public static class Suspicions
{
    /// <summary>So many different links within <see cref="LinksTime"/> are no person's.</summary>
    public const int ManyLinks = 3;

    private const string Opened = "email.opened";
    private const string Clicked = "email.clicked";
    private const string Delivered = "email.delivered";

    /// <summary>From the first to the last of the clicks, both included.</summary>
    public static readonly TimeSpan LinksTime = TimeSpan.FromSeconds(2);

    /// <summary>
    /// From the delivery of a message, and as long before: gateways look at links before they let a message in, and vendors' clocks differ.
    /// </summary>
    public static readonly TimeSpan DeliveryTime = TimeSpan.FromSeconds(5);

    /// <summary>Within which every link of a message is clicked; a reader who comes to all of them takes longer.</summary>
    public static readonly TimeSpan EveryLinkTime = TimeSpan.FromMinutes(1);

    /// <summary>The doubts about the events of one lead.</summary>
    /// <param name="events">Keys and contents; the same key has the same content. Types other than opens, clicks, deliveries and <c>system.counted</c> do not matter.</param>
    /// <returns>By key; an event without a doubt is missing.</returns>
    public static ImmutableSortedDictionary<string, Doubt> Of(IEnumerable<KeyValuePair<string, LeadEvent>> events)
    {
        var distinct = events.DistinctBy(static e => e.Key, StringComparer.Ordinal).ToArray();
        var reasons = new Dictionary<string, SortedSet<Suspicion>>(StringComparer.Ordinal);
        void Mark(string key, Suspicion reason)
        {
            if (!reasons.TryGetValue(key, out var found))
                reasons[key] = found = [];
            found.Add(reason);
        }

        var engaged = distinct.Where(static e => e.Value.Type is Opened or Clicked).ToArray();
        foreach (var (key, e) in engaged)
        {
            if (string.Equals(e.Properties["machine"].Text?.Trim(), "true", StringComparison.OrdinalIgnoreCase))
                Mark(key, Suspicion.Machine);
            if (e.Properties["userAgent"].Text is { } agent && MachineAgents.Has(agent))
                Mark(key, Suspicion.Agent);
        }

        var clicks = engaged.Where(static e => e.Value.Type == Clicked && TextOf(e.Value, "url") is not null).OrderBy(static e => e.Value.OccurredAt).ToArray();
        foreach (var key in Bursts(clicks, ManyLinks, LinksTime))
            Mark(key, Suspicion.ManyLinks);

        var deliveries = distinct.Where(static e => e.Value.Type == Delivered).ToLookup(static e => TextOf(e.Value, "message"), static e => e.Value.OccurredAt, StringComparer.Ordinal);
        foreach (var (key, e) in engaged)
        {
            if (TextOf(e, "message") is { } message && deliveries[message].Any(at => (e.OccurredAt - at).Duration() <= DeliveryTime))
                Mark(key, Suspicion.AtDelivery);
        }

        // Without a number of links nobody knows whether all were clicked. A message with one link is clicked whole by whoever clicks at all.
        var links = distinct.Where(static e => TextOf(e.Value, "message") is not null && LinksOf(e.Value) > 0)
            .GroupBy(static e => TextOf(e.Value, "message")!, StringComparer.Ordinal)
            .ToDictionary(static told => told.Key, static told => told.Max(static e => LinksOf(e.Value)), StringComparer.Ordinal);
        foreach (var ofMessage in clicks.GroupBy(static e => TextOf(e.Value, "message"), StringComparer.Ordinal))
        {
            if (ofMessage.Key is null || links.GetValueOrDefault(ofMessage.Key) is not (>= 2 and var all))
                continue;
            foreach (var key in Bursts([.. ofMessage], all, EveryLinkTime))
                Mark(key, Suspicion.EveryLink);
        }

        var counted = Verdicts.Counted(distinct);
        return reasons.Where(static e => Decide(e.Value))
            .ToImmutableSortedDictionary(static e => e.Key, e => new Doubt([.. e.Value], counted.Contains(e.Key)), StringComparer.Ordinal);
    }

    private static bool Decide(SortedSet<Suspicion> reasons) =>
        reasons.Count >= 2 || reasons.Any(static reason => reason is Suspicion.Machine or Suspicion.Agent or Suspicion.ManyLinks);

    // Keys of the clicks, sorted by time, that lie in any span of that time with so many different links. Every such span has one that begins with a click.
    private static List<string> Bursts(KeyValuePair<string, LeadEvent>[] clicks, int links, TimeSpan time)
    {
        var keys = new List<string>();
        var within = new Dictionary<string, int>(StringComparer.Ordinal);
        var end = 0;
        var marked = 0;
        for (var begin = 0; begin < clicks.Length; begin++)
        {
            for (; end < clicks.Length && clicks[end].Value.OccurredAt - clicks[begin].Value.OccurredAt <= time; end++)
            {
                var link = TextOf(clicks[end].Value, "url")!;
                within[link] = within.GetValueOrDefault(link) + 1;
            }

            if (within.Count >= links)
            {
                for (marked = Math.Max(marked, begin); marked < end; marked++)
                    keys.Add(clicks[marked].Key);
            }

            var left = TextOf(clicks[begin].Value, "url")!;
            if (--within[left] == 0)
                within.Remove(left);
        }

        return keys;
    }

    private static int LinksOf(LeadEvent e) =>
        int.TryParse(e.Properties["links"].Text, NumberStyles.None, CultureInfo.InvariantCulture, out var links) ? links : 0;

    private static string? TextOf(LeadEvent e, string name) => e.Properties[name] is { IsMissing: false, Text: { } text } ? text.Trim() : null;
}
