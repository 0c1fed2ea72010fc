using System.Collections.Immutable;
using System.Globalization;

using LeadScoring.Domain.Events;
using LeadScoring.Domain.Hygiene;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Scoring.Explaining;
using LeadScoring.Domain.Values;

namespace LeadScoring.Functions.Trying;

/// <summary>A lead that is not in the system, folded as one that is.</summary>
/// <param name="Lead">Folded up to the day.</param>
/// <param name="Events">Those that count, in the order of the body.</param>
/// <param name="Evidence">The events behind the lines.</param>
internal sealed record TriedLead(FoldedLead Lead, ImmutableArray<LeadEvent> Events, LineEvidence Evidence)
{
    private const string Source = "try";

    /// <summary>Folds what is asked.</summary>
    /// <param name="order">What is asked.</param>
    /// <param name="model">The model.</param>
    /// <param name="from">The day from which <c>daysAgo</c> is counted.</param>
    /// <param name="asOf">The day up to which events count; the same for a lead that is tried on one day.</param>
    public static TriedLead From(TryOrder order, ScoringModel model, Day from, Day asOf)
    {
        var events = Counting([.. order.Events.SelectMany(tried => Happenings(tried, model.Zone, from)).Where(happening => model.Zone.DayOf(happening.Event.OccurredAt) <= asOf)]);
        var (folder, evidence) = (new LeadFolder(model), new LineEvidence(model));
        foreach (var e in events)
        {
            folder.Add(e);
            evidence.Add(e, e.Id);
        }

        var lead = folder.ToLead();
        if (order.Profile.Count == 0)
            return new TriedLead(lead, events, evidence);
        // As of a golden lead: it is known, and nobody did anything for it.
        var known = new LeadEvent { Source = Source, Id = "profile", Type = EventTypes.ProfileUpdated, OccurredAt = model.Zone.StartOf(asOf), Profile = order.Profile };
        lead = lead with { Profile = lead.Profile.With(known), Proven = lead.Proven is { } proven ? proven with { Profile = proven.Profile.With(known) } : null };
        return new TriedLead(lead, events, evidence);
    }

    /// <summary>The days on which something of it happens.</summary>
    /// <inheritdoc cref="From" path="/param[@name='order' or @name='model' or @name='from']" />
    public static IEnumerable<Day> DaysOf(TryOrder order, ScoringModel model, Day from) =>
        order.Events.Select(tried => tried.DaysAgo is { } days ? from.AddDays(-days) : model.Zone.DayOf(tried.Event.OccurredAt)).Distinct();

    private static IEnumerable<(LeadEvent Event, bool HasOwnTime)> Happenings(TriedEvent tried, DayZone zone, Day from)
    {
        for (var i = 0; i < tried.Times; i++)
        {
            var e = i == 0 ? tried.Event : tried.Event with { Id = string.Create(CultureInfo.InvariantCulture, $"{tried.Event.Id}#{i + 1}") };
            yield return tried.DaysAgo is { } days ? (e with { OccurredAt = zone.StartOf(from.AddDays(-days)).AddHours(12) }, false) : (e, true);
        }
    }

    // Where times are made up, only what an event says of itself can be doubted; where they are not, everything is as in the app.
    private static ImmutableArray<LeadEvent> Counting(IReadOnlyList<(LeadEvent Event, bool HasOwnTime)> happenings)
    {
        var distinct = happenings.DistinctBy(static happening => (happening.Event.Source, happening.Event.Id)).ToList();
        var suspected = SuspicionFinder.Find(distinct.Where(static happening => happening.HasOwnTime && SuspicionFinder.IsRelevant(happening.Event.Type))
            .Select(static happening => KeyValuePair.Create(EventIds.Of(happening.Event), happening.Event)));
        return
        [
            .. distinct.Where(happening => happening.HasOwnTime ? !suspected.ContainsKey(EventIds.Of(happening.Event)) : !SuspicionFinder.IsByItself(happening.Event))
                .Select(static happening => happening.Event),
        ];
    }
}
