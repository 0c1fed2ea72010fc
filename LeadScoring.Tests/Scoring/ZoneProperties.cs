using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Signals;
using LeadScoring.Domain.Values;
using LeadScoring.Tests.Kit.Builders;

namespace LeadScoring.Tests.Scoring;

/// <summary>What holds in every time zone, around every change of its clocks. A failure prints the seed of the lead: <c>RandomZone.Of(seed)</c> makes it again.</summary>
public sealed class ZoneProperties
{
    private static readonly Arbitrary<RandomLead> Leads = Arb.From(Gen.Choose(0, int.MaxValue - 1).Select(RandomZone.Of), lead => lead.Shrunk());

    [Fact]
    public void The_ledger_of_any_day_of_a_zone_is_that_of_the_full_log() => ForAll(lead =>
    {
        var model = ScoringModel.Compile(lead.Model);
        var evaluator = new Evaluator(model);
        foreach (var offset in (int[])[-40, -3, -2, -1, 0, 1, 2, 13, 61])
        {
            var day = lead.Newest.AddDays(offset);
            var folded = FoldedLead.Fold(model, lead.Log, day);
            var explanation = evaluator.Explain(folded.Signals, folded.Profile, day);
            Assert.Equal($"{model.Zone} {day}\n{LogOracle.Ledger(lead.Model, lead.Log, day)}", $"{model.Zone} {day}\n{Ledger(explanation)}");
        }
    });

    [Fact]
    public void Events_folded_one_by_one_and_stored_are_those_of_a_replay_in_any_order() => ForAll(lead =>
    {
        var model = ScoringModel.Compile(lead.Model);
        var signals = new LeadSignals(model);
        foreach (var e in lead.Log)
        {
            signals.Apply(e);
            signals = LeadSignals.FromBytes(signals.ToBytes(), model);
        }

        var shuffled = lead.Log.ToArray();
        new Random(lead.Seed).Shuffle(shuffled);
        Assert.Equal(Convert.ToHexString(FoldedLead.Fold(model, shuffled, new Day(100_000)).Signals.ToBytes()), Convert.ToHexString(signals.ToBytes()));
        Assert.False(signals.HasOtherRules);
    });

    [Fact]
    public void Until_is_the_first_day_of_the_zone_on_which_grade_or_route_differ() => ForAll(lead =>
    {
        var evaluator = new Evaluator(ScoringModel.Compile(lead.Model));
        var folded = FoldedLead.Fold(evaluator.Model, lead.Log, lead.Newest);
        string At(int days)
        {
            var explanation = evaluator.Explain(folded.Signals, folded.Profile, lead.Newest.AddDays(days));
            return $"{explanation.Grade} {explanation.RouteId}";
        }

        var first = Enumerable.Range(1, Evaluator.Horizon).Select(days => (int?)days).FirstOrDefault(days => At(days!.Value) != At(0));
        Assert.Equal(first is { } days ? lead.Newest.AddDays(days) : null, evaluator.NextChange(folded.Signals, folded.Profile, lead.Newest));
    });

    private static void ForAll(Action<RandomLead> holds) => Prop.ForAll(Leads, holds).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    private static string Ledger(Explanation explanation)
    {
        var text = new StringBuilder();
        foreach (var line in explanation.Ledger.Where(line => line.RuleIndex is not null))
            text.AppendLine(CultureInfo.InvariantCulture, $"{line.Rule} newest {line.NewestDay?.Number} matches {line.Matches} raw {line.Raw.Value} points {line.Points.Value}");
        return text.ToString();
    }
}
