using FsCheck;
using FsCheck.Fluent;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Scoring.Explaining;
using LeadScoring.Domain.Values;
using LeadScoring.Tests.Kit.Builders;

namespace LeadScoring.Tests.Scoring.Explaining;

/// <summary>The first change beside looking at every day. A failure prints the seed of the lead.</summary>
public sealed class UntilChangeTests
{
    private static readonly Arbitrary<RandomLead> Leads = Arb.From(Gen.Choose(0, int.MaxValue - 1).Select(RandomLead.Of), lead => lead.Shrunk());

    [Fact]
    public void It_is_the_first_day_of_four_hundred_on_which_grade_or_route_differ() => Prop.ForAll(Leads, lead =>
    {
        var model = ScoringModel.Compile(lead.Model);
        var evaluator = new Evaluator(model);
        var folded = FoldedLead.Fold(model, lead.Log, lead.Newest);
        var today = evaluator.Explain(folded.Signals, folded.Profile, lead.Newest);
        var change = UntilChange.Find(evaluator, folded, today);

        Explanation? first = null;
        for (var days = 1; days <= 400 && first is null; days++)
        {
            // From the full log: nothing of what the change was found with.
            var then = FoldedLead.Fold(model, lead.Log, lead.Newest.AddDays(days));
            var explained = new Evaluator(model).Explain(then.Signals, then.Profile, lead.Newest.AddDays(days));
            first = explained.Grade != today.Grade || explained.RouteId != today.RouteId ? explained : null;
        }

        Assert.Equal(first?.AsOf, change?.Day);
        if (change is null)
            return;
        Assert.Equal((first!.Grade, first.RouteId, first.Score), (change.After.Grade, change.After.RouteId, change.After.Score));
        Assert.Equal((today.Grade, today.RouteId, today.Score), (change.Before.Grade, change.Before.RouteId, change.Before.Score));
        Assert.All(change.Falls, fall =>
        {
            Assert.True(fall.To < fall.Line.Points);
            Assert.Equal(fall.To, first.Ledger.FirstOrDefault(line => line.RuleIndex == fall.Line.RuleIndex)?.Points ?? default);
            Assert.Equal(fall.Line.Points, today.Ledger.FirstOrDefault(line => line.RuleIndex == fall.Line.RuleIndex)?.Points ?? default);
        });
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void The_rules_that_fall_most_in_the_score_come_first()
    {
        var model = ScoringModel.Compile(ModelLoader.Load(
            """
            model: until
            title: Until
            dimensions:
              fit: { weight: 1, categories: { role: 1 } }
              engagement: { weight: 9, categories: { website: 1, email: 1 } }
            rules:
              - { rule: old, category: role, on: call.logged, points: 8, within: 10d }
              - { rule: page, category: website, on: page.viewed, points: 6, within: 10d, count: once }
              - { rule: mail, category: email, on: email.clicked, points: 2, within: 10d, count: once }
              - { rule: quiet, category: email, silence: { of: page.viewed, steps: [ { for: 11d, points: -1 } ] } }
            grades: { letter: fit, number: engagement, letters: { A: 75, B: 50, C: 25 }, numbers: { 1: 75, 2: 50, 3: 25 } }
            """).Definition!);
        var today = new Day(20_000);
        var lead = FoldedLead.Fold(model, ((string[])["call.logged", "page.viewed", "email.clicked"]).Select((type, number) => new Domain.Events.LeadEvent { Source = "test", Id = $"{number}", Type = type, OccurredAt = today.Start }), today);
        var evaluator = new Evaluator(model);

        var change = UntilChange.Find(evaluator, lead, evaluator.Explain(lead.Signals, lead.Profile, today))!;

        Assert.Equal(today.AddDays(11), change.Day);
        // 8 points of a dimension with a tenth of the weight are less than 2 of the other's.
        Assert.Equal(["page 6 -> 0", "mail 2 -> 0", "old 8 -> 0"], change.Falls.Select(static fall => $"{fall.Line.Rule} {fall.Line.Points} -> {fall.To}"));
    }
}
