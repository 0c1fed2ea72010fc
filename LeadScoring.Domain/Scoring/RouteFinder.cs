using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Scoring;

/// <summary>Finds grade and route from the figures of a scorecard (docs/reference/scoring.md#route). Scratch memory, reused.</summary>
internal sealed class RouteFinder(ScoringModel model)
{
    private readonly RouteView _view = new(model.RouteFields.Count);
    private readonly RouteView _high = new(model.RouteFields.Count);
    private readonly bool _looksAtProfile = model.Definition.Routes.Any(route =>
        Conditions.ConditionFields.Of(route.When).Any(field => field.StartsWith("profile.", StringComparison.Ordinal)));

    /// <summary>Sets grade, route and what a gate says; the other figures are there.</summary>
    public void Find(Scorecard card, RuleRun run, LeadProfile profile)
    {
        Load(_view, card, run, profile, marginMilli: 0);
        card.Grade = model.GradePlan is null ? null : _view.Grade;
        card.RouteIndex = card.HeldBack = null;
        card.Missing = [];
        var index = First(card.AsOf);
        if (index < 0)
        {
            Leave(card, Scorecard.Nurture);
            return;
        }

        var route = model.Routes[index];
        if (route.To != Destination.Nurture)
        {
            card.HeldBack = index;
            if (model.Definition.Gates.Proven && profile.IsOnlyClaimed)
            {
                Leave(card, Scorecard.NeedsProof);
                return;
            }

            if (!run.Facts.Missing.IsEmpty)
            {
                card.Missing = run.Facts.Missing;
                Leave(card, Scorecard.NeedsInfo);
                return;
            }

            if (model.Definition.Gates.ActiveWithinDays is { } within && (card.LastActivity is not { } last || card.AsOf - last > within))
            {
                Leave(card, Scorecard.Inactive);
                return;
            }

            card.HeldBack = null;
        }

        card.RouteIndex = index;
        card.RouteId = route.Id;
        card.Destination = route.To;
    }

    /// <summary>Whether a route to sales or inside-sales holds, gates not asked, as the figures are or with the margin on all of them.</summary>
    public bool HoldsForSales(Scorecard card, RuleRun run, LeadProfile profile)
    {
        Load(_view, card, run, profile, marginMilli: 0);
        if (AnyForSales(card.AsOf))
            return true;
        Load(_view, card, run, profile, (long)Math.Round(model.Definition.Requalify.Margin * 1000, MidpointRounding.AwayFromZero));
        return AnyForSales(card.AsOf);
    }

    /// <summary>
    /// Whether grade and route are the same for all figures from those of one scorecard to those of another, where no date comes of age and no gate opens or closes between them. False where it
    /// cannot be told. Each figure of the first is at most that of the second.
    /// </summary>
    public bool IsSteady(Scorecard low, Scorecard high, RuleRun run, LeadProfile profile)
    {
        Load(_view, low, run, profile, marginMilli: 0);
        Load(_high, high, run, profile, marginMilli: 0);
        if (model.GradePlan is not null && _view.Grade != _high.Grade)
            return false;
        foreach (var test in model.RouteTests)
        {
            if (!test.IsSteady(_view, _high))
                return false;
        }

        return true;
    }

    private static void Leave(Scorecard card, string routeId)
    {
        card.RouteId = routeId;
        card.Destination = Destination.Nurture;
    }

    private int First(Day asOf)
    {
        for (var i = 0; i < model.Routes.Length; i++)
        {
            if (model.Routes[i].When is not { } when || when.Holds(_view, asOf))
                return i;
        }

        return -1;
    }

    private bool AnyForSales(Day asOf)
    {
        foreach (var route in model.Routes)
        {
            if (route.To != Destination.Nurture && (route.When is null || route.When.Holds(_view, asOf)))
                return true;
        }

        return false;
    }

    private void Load(RouteView view, Scorecard card, RuleRun run, LeadProfile profile, long marginMilli)
    {
        var numbers = view.Numbers;
        numbers[RouteFields.Score] = (card.Score.Shown * 1000L) + marginMilli;
        for (var i = 0; i < card.DimensionFigures.Length; i++)
            numbers[RouteFields.FirstDimension + i] = (card.DimensionFigures[i].Shown * 1000L) + marginMilli;
        var categoryMargin = marginMilli;
        if (model.GradePlan is { } grades)
        {
            view.Grade = grades.Of(numbers[RouteFields.FirstDimension + grades.Letter], numbers[RouteFields.FirstDimension + grades.Number]);
            numbers[RouteFields.Number] = view.Grade.Number * 1000L;
            // The margin is in points of 100; a category's points are in points of the scale.
            categoryMargin = marginMilli == 0 ? 0 : (long)Math.Round(marginMilli * (decimal)model.ScorePlan!.Scale / 100_000m, MidpointRounding.AwayFromZero);
        }

        for (var i = 0; i < card.CategoryFigures.Length; i++)
            numbers[model.RouteFields.FirstCategory + i] = card.CategoryFigures[i].Value.Value + categoryMargin;
        numbers[RouteFields.LastActivityDays] = card.LastActivity is { } last ? (card.AsOf - last) * 1000L : RouteView.Missing;
        view.Matched = card.Matched;
        if (!_looksAtProfile)
            return;
        run.View.Load(profile);
        view.Profile = run.View;
    }
}
