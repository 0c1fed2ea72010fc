using System.Collections.Immutable;
using System.Globalization;

using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Signals;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Previews;

/// <summary>
/// Tries a model on leads: takes, and stores nowhere, the very step that follows a lead's rebuild after a publish. So what it says is what publishing does.
/// </summary>
/// <param name="candidate">The model as it would be published.</param>
/// <param name="ids">Ids of leads.</param>
/// <param name="now">The time at which it would be.</param>
public sealed class ModelTrial(VersionedModel candidate, LeadIds ids, DateTimeOffset now)
{
    private const int MostReasons = 5;

    /// <summary>A log to be folded for a lead.</summary>
    public PreviewLog NewLog() => new(candidate.Model, candidate.Model.Zone.DayOf(now));

    /// <summary>Whether the state has to be derived from the log before the step, as a rebuild would.</summary>
    public static bool NeedsLog(LeadState state) =>
        state.DerivedRevision != state.Revision || !state.KnowsMail || state.Profile.NeedsRefold || state is { IsCustomer: true, Deals.IsEmpty: true };

    /// <summary>What publishing would do to a lead.</summary>
    /// <param name="leadId">The lead.</param>
    /// <param name="state">Its state, neither erased nor merged into another; derived from the log where <see cref="NeedsLog"/>.</param>
    /// <param name="live">The version by which it is scored, with its signals; null where there is none.</param>
    /// <param name="log">Its log.</param>
    public LeadPreview Run(string leadId, LeadState state, (VersionedModel Model, LeadSignals Signals)? live, PreviewLog log)
    {
        var signals = log.ByDay.All();
        var change = LeadStep.Take(new LeadInput
        {
            LeadId = leadId,
            State = state,
            Models = ImmutableDictionary<string, ModelState>.Empty.Add(candidate.Id, new ModelState(candidate.Version, signals.ToBytes(), null, null, state.Revision)),
            Active = [candidate],
            Versions = new Dictionary<(string, int), VersionedModel> { [(candidate.Id, candidate.Version)] = candidate },
            LeadIds = ids,
            Now = now,
        });
        var (before, beforeLedger) = live is { } scored ? Place(scored.Model, scored.Signals, state) : default;
        var (after, afterLedger) = Place(candidate, signals, state);
        return new LeadPreview(
            leadId,
            before,
            after,
            [.. change.Facts.Where(fact => fact.Fact.Model == candidate.Id).Select(static fact => fact.Fact.Decision)],
            Crossed(state, log),
            before == after ? [] : Reasons(beforeLedger, afterLedger),
            IsHidden(change.State));
    }

    // As the publish leaves it: a hand-off that the step itself ends is not there to be hidden.
    private bool IsHidden(LeadState state) =>
        state.Lifecycles.GetValueOrDefault(candidate.Id) is { IsOpen: true } && !Deals.IsOfAudience(state, candidate.Model.Definition.Audience);

    private (LeadPlace? Place, ImmutableArray<LedgerLine> Ledger) Place(VersionedModel model, LeadSignals signals, LeadState state)
    {
        if (!Deals.IsOfAudience(state, model.Model.Definition.Audience))
            return (null, []);
        using var bench = model.Borrow();
        var explained = bench.Evaluator.Explain(signals, state.Profile, state.DayToEvaluate(signals, now));
        return (new LeadPlace(explained.Score.Shown, explained.Grade?.ToString(), explained.RouteId), explained.Ledger);
    }

    // At the ends of weeks, as if the model had always been live: what crossed and cooled down within a week is not seen, and cool-downs and open hand-offs are left aside.
    private ImmutableArray<bool> Crossed(LeadState state, PreviewLog log)
    {
        if (candidate.Model.Definition.Mode == ModelMode.Assess || !Deals.IsOfAudience(state, candidate.Model.Definition.Audience))
            return [.. Enumerable.Repeat(false, PreviewLog.Weeks)];
        using var bench = candidate.Borrow();
        bool[] holds = [.. log.ByDay.Days().Select(end => Holds(bench, end.Signals, end.Profile, end.Day))];
        return [.. log.FastTracked.Select((asked, week) => (asked || holds[week + 1]) && !holds[week])];
    }

    private bool Holds(VersionedModel.Workbench bench, LeadSignals signals, LeadProfile profile, Day day)
    {
        if (signals.Events == 0 || candidate.Model.DisqualificationOf(profile, day) is not null)
            return false;
        bench.Evaluator.Evaluate(signals, profile, day, bench.Card);
        return bench.Card.Destination != Destination.Nurture || candidate.Model.PersonasOf(profile, day).Any(static persona => persona is { On: null, To: not null });
    }

    private static ImmutableArray<string> Reasons(ImmutableArray<LedgerLine> before, ImmutableArray<LedgerLine> after)
    {
        var (old, now) = (ByRule(before), ByRule(after));
        var changes = old.Keys.Union(now.Keys)
            .Select(key => (Old: old.GetValueOrDefault(key), New: now.GetValueOrDefault(key)))
            .Where(static pair => pair.Old?.Points != pair.New?.Points)
            .OrderByDescending(static pair => Math.Abs((pair.New?.Points.Value ?? 0) - (pair.Old?.Points.Value ?? 0)))
            .ThenBy(static pair => (pair.New ?? pair.Old)!.Rule, StringComparer.Ordinal)
            .Take(MostReasons)
            .Select(static pair => Sentence(pair.Old, pair.New))
            .ToImmutableArray();
        return !changes.IsEmpty ? changes : ["The rules give the same points; weights, bounds, routes or gates are others."];
    }

    private static Dictionary<(string, string), LedgerLine> ByRule(ImmutableArray<LedgerLine> ledger) => (ledger.IsDefault ? [] : ledger).ToDictionary(static line => (line.Rule, line.RuleIndex is null ? line.Category : ""));

    private static string Sentence(LedgerLine? old, LedgerLine? now)
    {
        var line = (now ?? old)!;
        var title = line.RuleIndex is null ? $"The end of the scale of {line.Category}" : line.Title;
        return (old, now) switch
        {
            (null, _) => $"{title}: {Points(line)}, nothing before",
            (_, null) => $"{title}: nothing, {Points(line)} before",
            _ => $"{title}: {Points(now)} instead of {Points(old)}",
        };
    }

    private static string Points(LedgerLine line) => line.Points.Points.ToString("+0.###;-0.###;0", CultureInfo.InvariantCulture);
}
