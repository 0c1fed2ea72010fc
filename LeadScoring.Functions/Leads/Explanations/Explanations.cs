using System.Diagnostics;

using LeadScoring.Domain.Conditions;
using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Scoring.Explaining;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Models;

namespace LeadScoring.Functions.Leads.Explanations;

/// <summary>Writes explanations as the API shows them.</summary>
internal static class Explanations
{
    /// <summary>An evaluation with all that explains it.</summary>
    /// <param name="leadId">Null for a lead that is not in the system.</param>
    /// <param name="model">Of version 0 for a document that is not published.</param>
    /// <param name="lead">Folded up to the day.</param>
    /// <param name="asOf">The day.</param>
    /// <param name="evidence">The events behind the lines; null where nobody has read them.</param>
    public static ExplanationAnswer Of(string? leadId, VersionedModel model, FoldedLead lead, Day asOf, LineEvidence? evidence)
    {
        using var bench = model.Borrow();
        var explanation = bench.Evaluator.Explain(lead.Signals, lead.Profile, asOf);
        var proven = lead.Proven is { } folded ? bench.Second.Explain(folded.Signals, folded.Profile, asOf) : null;
        var until = UntilChange.Find(bench.Evaluator, lead, explanation);
        var figures = new ExplainedFigures(model.Model, explanation);
        return new ExplanationAnswer(
            leadId,
            model.Id,
            model.Version == 0 ? null : model.Version,
            asOf,
            model.Model.Zone.Id,
            figures.Score,
            explanation.Grade?.ToString(),
            explanation.RouteId,
            explanation.Missing,
            explanation.Target is null ? figures.Dimensions : null,
            figures.Categories,
            figures.Ledger(line => ClaimedOf(line, proven), line => evidence?.For(line, explanation, lead.Profile) ?? []),
            explanation.Known,
            until?.Day,
            Reasons.Of(model.Model, explanation),
            until is null ? null : Item(until),
            [.. WhyNotYet.Find(bench.Evaluator, lead, explanation).Select(Item)],
            ProvenScore: proven?.Score.Shown,
            LeftOut: lead.Profile.LeftOut is { IsEmpty: false } leftOut ? leftOut : null,
            Emptied: lead.Profile.Emptied is { IsEmpty: false } emptied ? emptied : null,
            Unread: UnreadOf(model, lead.Profile),
            Target: explanation.Target?.Points,
            Progress: explanation.Progress,
            Cut: figures.Cut);
    }

    private static UntilItem Item(UntilChange until) => new(
        new ChangeOfScore(until.Before.Score.Shown, until.After.Score.Shown),
        until.Before.Grade is { } was && until.After.Grade is { } becomes ? new ChangeOfText(was.ToString(), becomes.ToString()) : null,
        new ChangeOfText(until.Before.RouteId, until.After.RouteId),
        [.. until.Falls.Select(static fall => new ChangeOfPoints(fall.Line.Rule, fall.Line.Title, fall.Line.Points.Points, fall.To.Points))]);

    private static BetterRouteItem Item(BetterRoute better) =>
        new(better.Route, WireNames.For(better.To), better.Grade?.ToString(), better.Score.Shown, [.. better.Steps.Select(Item)]);

    private static StepItem Item(Step step) => step switch
    {
        Step.Match match => new StepItem(step.Rule, "event", step.Text, new StepEvent(match.Event.Type, match.Event.Properties.ToDictionary(static pair => pair.Key, static pair => pair.Value.ToString(), StringComparer.Ordinal)), null),
        Step.Value value => new StepItem(step.Rule, "profile", step.Text, null, Told(value.Field, value.Told)),
        Step.Required required => new StepItem(null, "required", step.Text, null, Told(required.Field, required.Told)),
        _ => throw new UnreachableException(),
    };

    private static Dictionary<string, string> Told(string field, FieldValue value) => new(StringComparer.Ordinal) { [field] = value.ToString() };

    private static List<UnreadValue>? UnreadOf(VersionedModel model, LeadProfile profile)
    {
        var definition = model.Model.Definition;
        List<UnreadValue> unread =
        [
            .. FieldUse.Of(definition).Where(use => use.IsOfProfile && !use.CanRead(profile[use.Field], definition.ReadsWrittenNumbers))
                .GroupBy(static use => (use.Field, use.Reading))
                .Select(uses => new UnreadValue(
                    uses.Key.Field,
                    profile[uses.Key.Field].ToString(),
                    FieldUse.NameOf(uses.Key.Reading),
                    [.. uses.Select(static use => use.Entry).Distinct(StringComparer.Ordinal)])),
        ];
        return unread.Count == 0 ? null : unread;
    }

    // Of the matches that count, those that would not be there without claims; of a rule without matches (of a profile, a silence, a state), one or none.
    private static long? ClaimedOf(LedgerLine line, Explanation? proven)
    {
        if (proven is null || line.RuleIndex is null)
            return null;
        var alone = proven.Ledger.FirstOrDefault(other => other.RuleIndex == line.RuleIndex);
        var claimed = line.Matches == 0 ? (alone is null ? 1 : 0) : line.Matches - (alone?.Matches ?? 0);
        return claimed > 0 ? claimed : null;
    }
}
