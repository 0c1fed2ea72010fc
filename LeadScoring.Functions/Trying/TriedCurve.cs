using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Leads.Explanations;

namespace LeadScoring.Functions.Trying;

/// <summary>A lead that is tried, day by day: each day as if it were asked for by itself.</summary>
internal static class TriedCurve
{
    /// <summary>The figures of the day and of those after it.</summary>
    /// <param name="order">What is asked; its rules are rules of the model.</param>
    /// <param name="model">The model.</param>
    /// <param name="asOf">The first day, from which <c>daysAgo</c> is counted.</param>
    /// <param name="days">How many follow it.</param>
    public static IReadOnlyList<TriedDay> Of(TryOrder order, VersionedModel model, Day asOf, int days)
    {
        using var bench = model.Borrow();
        // What is known of the lead is told at the start of each day: what an event told later on its day is replaced on the next one.
        var changes = TriedLead.DaysOf(order, model.Model, asOf).SelectMany(static day => (Day[])[day, day.AddDays(1)]).ToHashSet();
        var curve = new List<TriedDay>(days + 1);
        var lead = TriedLead.From(order, model.Model, asOf, asOf).Lead;
        for (var day = asOf; day <= asOf.AddDays(days); day = day.AddDays(1))
        {
            if (day > asOf && changes.Contains(day))
                lead = TriedLead.From(order, model.Model, asOf, day).Lead;
            var explanation = bench.Evaluator.Explain(lead.Signals, lead.Profile, day);
            var points = explanation.Ledger.Where(static line => line.RuleIndex is not null).ToDictionary(static line => line.Rule, static line => line.Points.Points, StringComparer.Ordinal);
            curve.Add(new TriedDay(
                day,
                explanation.Score.Shown,
                explanation.Grade?.ToString(),
                order.Rules.Distinct(StringComparer.Ordinal).ToDictionary(static rule => rule, rule => points.GetValueOrDefault(rule), StringComparer.Ordinal)));
        }

        return curve;
    }
}
