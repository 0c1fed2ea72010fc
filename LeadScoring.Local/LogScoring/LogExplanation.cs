using LeadScoring.Domain.Events;
using LeadScoring.Domain.Hygiene;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Scoring.Explaining;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Leads.Explanations;

namespace LeadScoring.Local.LogScoring;

/// <summary>Explains one lead of a log. The log is read twice: first for which names are the lead's, then for its events, so that no other lead is kept.</summary>
/// <param name="model">The model.</param>
/// <param name="asOf">The day.</param>
/// <param name="clock">What is ahead of it, and of the day, is taken for now, as in the app.</param>
internal sealed class LogExplanation(ScoringModel model, Day asOf, TimeProvider clock)
{
    /// <summary>Lines that cannot be used, of the whole log.</summary>
    public long Refused { get; private set; }

    /// <summary>The explanation; null when no event up to the day is the lead's.</summary>
    /// <param name="source">The log, which can be read twice.</param>
    /// <param name="lead">The lead as somebody names it.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<ExplanationAnswer?> Find(LogSource source, string lead, CancellationToken cancellation)
    {
        var now = LogScore.NowFor(model.Zone, asOf, clock.GetUtcNow());
        var links = new IdentityLinks();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var meant = LeadName.Meant(lead).ToHashSet(StringComparer.Ordinal);
        await foreach (var block in LogEvents.Read(source, now, cancellation))
        {
            Refused += block.Refused.Count;
            foreach (var captured in block.Events)
            {
                if (model.Zone.DayOf(captured.Event.OccurredAt) > asOf)
                    continue;
                links.Add(captured);
                if (meant.Contains(captured.Lead.Name))
                    names.Add(captured.Lead.Name);
                names.UnionWith(captured.Lead.OtherNames.Where(meant.Contains));
            }
        }

        if (meant.FirstOrDefault(names.Contains) is not { } first)
            return null;
        var survivor = links.SurvivorOf(first);
        return Explain(LeadName.Shown(survivor), await EventsOf(source, now, links, survivor, cancellation));
    }

    private async Task<List<LeadEvent>> EventsOf(LogSource source, DateTimeOffset now, IdentityLinks links, string survivor, CancellationToken cancellation)
    {
        var events = new List<LeadEvent>();
        var seen = new EventSet();
        await foreach (var block in LogEvents.Read(source, now, cancellation))
        {
            events.AddRange(block.Events
                .Where(captured => model.Zone.DayOf(captured.Event.OccurredAt) <= asOf && seen.Add(EventSet.HashOf(captured.Event.Source, captured.Event.Id)) && links.SurvivorOf(captured.Lead.Name) == survivor)
                .Select(static captured => captured.Event));
        }

        return events;
    }

    private ExplanationAnswer Explain(string name, List<LeadEvent> events)
    {
        var (folder, evidence) = (new LeadFolder(model), new LineEvidence(model));
        var doubts = SuspicionFinder.Find(events.Where(static e => SuspicionFinder.IsRelevant(e.Type)).Select(static e => KeyValuePair.Create(EventIds.Of(e), e)));
        foreach (var e in events)
        {
            var key = EventIds.Of(e);
            if (doubts.ContainsKey(key))
                continue;
            folder.Add(e);
            evidence.Add(e, key);
        }

        return Explanations.Of(name, new VersionedModel(model.Definition.Id, 0, model), folder.ToLead(), asOf, evidence);
    }
}
