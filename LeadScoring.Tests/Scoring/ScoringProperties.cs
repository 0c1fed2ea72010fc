using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Signals;
using LeadScoring.Domain.Values;
using LeadScoring.Tests.Kit.Builders;

namespace LeadScoring.Tests.Scoring;

/// <summary>What holds for every model and every log. A failure prints the seed of the lead: <c>RandomLead.Of(seed)</c>, or <c>Adding(seed)</c> for a multiple of 3, makes it again.</summary>
public sealed class ScoringProperties
{
    private static readonly Arbitrary<RandomLead> Leads = Arb.From(Gen.Choose(0, int.MaxValue - 1).Select(static seed => seed % 3 == 0 ? RandomLead.Adding(seed) : RandomLead.Of(seed)), lead => lead.Shrunk());

    [Fact]
    public void Signals_do_not_depend_on_the_order_of_events() => ForAll(lead =>
    {
        var model = ScoringModel.Compile(lead.Model);
        var shuffled = lead.Log.ToArray();
        new Random(lead.Seed).Shuffle(shuffled);
        var (left, right) = (Fold(model, lead.Log), Fold(model, shuffled));
        Assert.Equal(Bytes(left), Bytes(right));
        Assert.Equal(left.Profile, right.Profile);
    });

    [Fact]
    public void Repeated_events_change_nothing() => ForAll(lead =>
    {
        var model = ScoringModel.Compile(lead.Model);
        Assert.Equal(Bytes(Fold(model, lead.Log)), Bytes(FoldedLead.Fold(model, lead.Log.Concat(lead.Log), lead.Newest)));
    });

    [Fact]
    public void Joining_is_commutative_and_associative_and_equals_the_whole() => ForAll(lead =>
    {
        var model = ScoringModel.Compile(lead.Model);
        var random = new Random(lead.Seed);
        var parts = lead.Log.ToLookup(_ => random.Next(3));
        LeadSignals Part(int index) => Fold(model, parts[index]).Signals;
        var whole = Bytes(Fold(model, lead.Log));
        Assert.Equal(whole, Bytes(Joined(Joined(Part(0), Part(1)), Part(2))));
        Assert.Equal(whole, Bytes(Joined(Part(0), Joined(Part(1), Part(2)))));
        Assert.Equal(whole, Bytes(Joined(Joined(Part(2), Part(0)), Part(1))));
        Assert.Equal(Fold(model, lead.Log).Profile, Fold(model, parts[2]).Profile.Join(Fold(model, parts[0]).Profile).Join(Fold(model, parts[1]).Profile));
    });

    [Fact]
    public void Stored_signals_are_read_back_unchanged() => ForAll(lead =>
    {
        var model = ScoringModel.Compile(lead.Model);
        var signals = new LeadSignals(model);
        foreach (var e in lead.Log)
        {
            signals.Apply(e);
            signals = LeadSignals.FromBytes(signals.ToBytes(), model);
        }

        Assert.Equal(Bytes(Fold(model, lead.Log)), Bytes(signals));
    });

    [Fact]
    public void The_ledger_is_that_of_the_full_log_on_any_day() => ForAll(lead =>
    {
        var model = ScoringModel.Compile(lead.Model);
        var evaluator = new Evaluator(model);
        foreach (var offset in (int[])[-40, -7, -1, 0, 1, 2, 5, 13, 30, 61, 200])
        {
            var day = lead.Newest.AddDays(offset);
            var folded = FoldedLead.Fold(model, lead.Log, day);
            var explanation = evaluator.Explain(folded.Signals, folded.Profile, day);
            Assert.Equal($"{day}\n{LogOracle.Ledger(lead.Model, lead.Log, day)}", $"{day}\n{Ledger(explanation)}");
        }
    });

    [Fact]
    public void Ledger_lines_add_up_to_their_category_exactly() => ForAll(lead =>
    {
        var model = ScoringModel.Compile(lead.Model);
        var folded = Fold(model, lead.Log);
        var explanation = new Evaluator(model).Explain(folded.Signals, folded.Profile, lead.Newest);
        foreach (var category in explanation.Categories)
        {
            Assert.Equal(category.Value.Value, explanation.Ledger.Where(line => line.Category == category.Name).Sum(line => line.Points.Value));
            var terms = lead.Model.Categories.Single(terms => terms.Name == category.Name);
            Assert.InRange(category.Value.Value, terms.AtLeast?.Value ?? long.MinValue, terms.AtMost?.Value ?? long.MaxValue);
        }
    });

    [Fact]
    public void A_sum_of_points_is_that_of_its_lines_cut_by_category() => Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue - 1).Select(RandomLead.Adding), lead => lead.Shrunk()), lead =>
    {
        var model = ScoringModel.Compile(lead.Model);
        var folded = Fold(model, lead.Log);
        var explanation = new Evaluator(model).Explain(folded.Signals, folded.Profile, lead.Newest.AddDays(new Random(lead.Seed).Next(0, 90)));
        var sum = 0m;
        foreach (var category in lead.Model.Points!.Categories)
        {
            var points = explanation.Ledger.Where(line => line.RuleIndex is not null && line.Category == category.Name).Sum(static line => line.Points.Points);
            sum += Math.Min(category.AtMost?.Points ?? decimal.MaxValue, Math.Max(category.AtLeast?.Points ?? decimal.MinValue, points));
        }

        var shown = Math.Round(Math.Max(0, sum), MidpointRounding.AwayFromZero);
        Assert.Equal((Math.Max(0, sum), shown), (explanation.Score.Exact.ToDecimal(3), explanation.Score.Shown));
        Assert.Equal((int)Math.Clamp(Math.Floor(shown * 100 / lead.Model.Points.Target.Points), 0, 100), explanation.Progress);
        Assert.Null(explanation.Grade);
        Assert.Empty(explanation.Dimensions);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Until_is_the_first_day_of_a_plain_loop_on_which_grade_or_route_differ() => ForAll(AssertUntil);

    [Fact]
    public void Until_is_that_day_whatever_the_routes_ask_for() =>
        ForAll(static lead => AssertUntil(lead with { Model = lead.Model with { Routes = RandomRoutes.Of(new Random(lead.Seed), lead.Model) } }));

    [Fact]
    public void A_lead_that_can_no_longer_change_does_not_change() => ForAll(lead =>
    {
        var model = ScoringModel.Compile(lead.Model);
        var evaluator = new Evaluator(model);
        var folded = Fold(model, lead.Log);
        var after = new Random(lead.Seed).Next(0, 150);
        if (evaluator.CanStillChange(folded.Signals, folded.Profile, lead.Newest, after))
            return;
        string Figures(int days)
        {
            var explanation = evaluator.Explain(folded.Signals, folded.Profile, lead.Newest.AddDays(days));
            return FigureText.Of(explanation, null);
        }

        var rest = Figures(after);
        foreach (var days in (int[])[1, 2, 3, 10, 50, 400, 2000])
            Assert.Equal(rest, Figures(after + days));
    });

    [Fact]
    public void Evaluating_twice_into_one_scorecard_leaves_nothing_of_the_first() => ForAll(lead =>
    {
        var model = ScoringModel.Compile(lead.Model);
        var (used, fresh) = (new Evaluator(model), new Evaluator(model));
        var folded = Fold(model, lead.Log);
        var empty = Fold(model, []);
        used.Explain(folded.Signals, folded.Profile, lead.Newest.AddDays(3));
        used.Explain(empty.Signals, empty.Profile, lead.Newest);
        Assert.Equal(
            FigureText.Of(fresh.Explain(folded.Signals, folded.Profile, lead.Newest), null),
            FigureText.Of(used.Explain(folded.Signals, folded.Profile, lead.Newest), null));
    });

    private static void AssertUntil(RandomLead lead)
    {
        var model = ScoringModel.Compile(lead.Model);
        var evaluator = new Evaluator(model);
        var folded = Fold(model, lead.Log);
        string At(int days)
        {
            var explanation = evaluator.Explain(folded.Signals, folded.Profile, lead.Newest.AddDays(days));
            return $"{explanation.Grade} {explanation.RouteId}";
        }

        var first = Enumerable.Range(1, Evaluator.Horizon).Select(days => (int?)days).FirstOrDefault(days => At(days!.Value) != At(0));
        Assert.Equal(first is { } days ? lead.Newest.AddDays(days) : null, evaluator.NextChange(folded.Signals, folded.Profile, lead.Newest));
    }

    private static void ForAll(Action<RandomLead> holds) =>
        Prop.ForAll(Leads, holds).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static FoldedLead Fold(ScoringModel model, IEnumerable<LeadEvent> events) => FoldedLead.Fold(model, events, new Day(100_000));

    private static LeadSignals Joined(LeadSignals left, LeadSignals right)
    {
        var joined = left.Clone();
        joined.Join(right);
        return joined;
    }

    private static string Bytes(FoldedLead lead) => Bytes(lead.Signals);

    private static string Bytes(LeadSignals signals) => Convert.ToHexString(signals.ToBytes());

    private static string Ledger(Explanation explanation)
    {
        var text = new StringBuilder();
        foreach (var line in explanation.Ledger.Where(line => line.RuleIndex is not null))
            text.AppendLine(CultureInfo.InvariantCulture, $"{line.Rule} newest {line.NewestDay?.Number} matches {line.Matches} raw {line.Raw.Value} points {line.Points.Value}");
        return text.ToString();
    }
}
