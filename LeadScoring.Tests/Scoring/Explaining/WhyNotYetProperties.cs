using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using LeadScoring.Domain.Conditions;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Scoring.Explaining;
using LeadScoring.Tests.Kit.Builders;

namespace LeadScoring.Tests.Scoring.Explaining;

/// <summary>"Why not yet" beside trying everything that could happen. A failure prints the seed: <c>SmallLead.Of(seed)</c> makes the lead again.</summary>
public sealed class WhyNotYetProperties
{
    private static readonly Arbitrary<SmallLead> Leads = Arb.From(Gen.Choose(0, int.MaxValue - 1).Select(SmallLead.Of));

    [Fact]
    public void Every_way_really_leads_to_a_better_route() => ForAll(lead =>
    {
        var (model, today, ways) = Find(lead);
        foreach (var way in ways)
        {
            var then = Explain(model, lead, [.. way.Steps.Select((step, number) => Happening(step, number, model, lead))]);
            Assert.True(IsBetter(today, then), $"{lead}: {way} leads to {then.RouteId}, from {today.RouteId}");
            Assert.Equal((way.Route, way.To, way.Grade, way.Score), (then.RouteId, then.Destination, then.Grade, then.Score));
        }
    });

    [Fact]
    public void No_smaller_set_of_steps_does() => ForAll(lead =>
    {
        var (model, today, ways) = Find(lead);
        if (ways.Any(static way => way.Steps.Length == 1))
            return;
        var profile = FoldedLead.Fold(model, lead.Log, SmallLead.Today).Profile;
        var possible = SmallLead.Universe(model, profile, 1).Where(happening => IsStep(model, lead, happening)).ToList();
        foreach (var happening in possible)
            Assert.False(IsBetter(today, Explain(model, lead, [happening])), $"{lead}: {happening} alone does");
        if (!ways.IsEmpty)
            return;
        var again = SmallLead.Universe(model, profile, 2).Where(happening => IsStep(model, lead, happening)).ToList();
        foreach (var one in possible)
        {
            foreach (var other in again.Where(other => one.Type != EventTypes.ProfileUpdated || other.Type != EventTypes.ProfileUpdated || one.Profile.First().Key != other.Profile.First().Key))
                Assert.False(IsBetter(today, Explain(model, lead, [one, other])), $"{lead}: {one} and {other} do");
        }
    });

    [Fact]
    public void Ways_are_few_and_of_one_size() => ForAll(lead =>
    {
        var ways = Find(lead).Ways;
        Assert.InRange(ways.Length, 0, WhyNotYet.Most);
        Assert.True(ways.Select(static way => way.Steps.Length).Distinct().Count() <= 1);
        Assert.All(ways, static way => Assert.InRange(way.Steps.Length, 1, 2));
    });

    [Fact]
    public void Small_leads_have_single_steps_pairs_and_none()
    {
        var sizes = Enumerable.Range(0, 300).Select(static seed => Find(SmallLead.Of(seed)).Ways is [var first, ..] ? first.Steps.Length : 0).ToLookup(static size => size);

        Assert.All(new[] { 0, 1, 2 }, size => Assert.True(sizes[size].Count() > 10, $"{sizes[size].Count()} leads with {size} steps"));
    }

    private static void ForAll(Action<SmallLead> holds) => Prop.ForAll(Leads, holds).Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    private static (ScoringModel Model, Explanation Today, System.Collections.Immutable.ImmutableArray<BetterRoute> Ways) Find(SmallLead lead)
    {
        var model = ScoringModel.Compile(lead.Definition);
        var evaluator = new Evaluator(model);
        var folded = FoldedLead.Fold(model, lead.Log, SmallLead.Today);
        var today = evaluator.Explain(folded.Signals, folded.Profile, SmallLead.Today);
        return (model, today, WhyNotYet.Find(evaluator, folded, today));
    }

    // From the full log, without anything that the steps were found with.
    private static Explanation Explain(ScoringModel model, SmallLead lead, LeadEvent[] more)
    {
        var folded = FoldedLead.Fold(model, [.. lead.Log, .. more], SmallLead.Today);
        return new Evaluator(model).Explain(folded.Signals, folded.Profile, SmallLead.Today);
    }

    private static bool IsBetter(Explanation before, Explanation after)
    {
        if (after.Destination == Destination.Nurture)
            return false;
        return before.Destination == Destination.Nurture || after.RouteIndex < before.RouteIndex;
    }

    private static LeadEvent Happening(Step step, int number, ScoringModel model, SmallLead lead)
    {
        var isClaimed = FoldedLead.Fold(model, lead.Log, SmallLead.Today).Profile.IsOnlyClaimed;
        LeadEvent Told(string field, Domain.Values.FieldValue value) => new()
        {
            Source = "told",
            Id = number.ToString(CultureInfo.InvariantCulture),
            Type = EventTypes.ProfileUpdated,
            OccurredAt = SmallLead.Today.AddDays(1).Start.AddTicks(-1),
            Profile = new Domain.Values.Fields([KeyValuePair.Create(field, value)]),
            IsClaimed = isClaimed,
        };
        return step switch
        {
            Step.Match match => match.Event,
            Step.Value value => Told(value.Field, value.Told),
            Step.Required required => Told(required.Field, required.Told),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    // One more match of a rule that may help, or a value that satisfies a profile rule or a gate.
    private static bool IsStep(ScoringModel model, SmallLead lead, LeadEvent happening)
    {
        var definition = model.Definition;
        var parts = definition.Rules.OfType<Rule.Combination>().Where(static rule => rule.Points.Value > 0).SelectMany(static rule => rule.Together).ToHashSet(StringComparer.Ordinal);
        if (happening.Type == EventTypes.ProfileUpdated)
        {
            if (happening.Profile.First().Key == "company")
                return true;
            var profile = FoldedLead.Fold(model, [.. lead.Log, happening], SmallLead.Today).Profile;
            var view = new ProfileView(model.ProfileFields);
            view.Load(profile);
            return definition.Rules.Zip(model.Rules).Any(rule => rule is (Rule.Profile values, CompiledRule.Profile compiled)
                && values.Tiers.Zip(compiled.Tiers).Any(tier => tier.First.Points.Value >= 0
                    && ConditionFields.Of(tier.First.When).Contains(happening.Profile.First().Key) && model.Checks[tier.Second.Check].Holds(view, SmallLead.Today)));
        }

        return definition.Rules.Any(rule => rule switch
        {
            Rule.Event e => (e.Points.Value > 0 || parts.Contains(e.Id)) && Matches(e.Filter),
            Rule.Band band => (band.Steps.Any(static step => step.Points.Value > 0) || parts.Contains(band.Id)) && Matches(band.Filter),
            _ => false,
        });

        bool Matches(EventFilter filter) => filter.On.Any(entry => EventTypes.Matches(entry, happening.Type)) && filter.Where switch
        {
            null => true,
            Condition.Test { Operator: Operator.StartsWith } path => happening.Properties[path.Field].Text?.StartsWith(path.Operands[0], StringComparison.Ordinal) == true,
            Condition.Test { Operator: Operator.Is } asset => asset.Operands.Contains(happening.Properties[asset.Field].Text ?? ""),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}
