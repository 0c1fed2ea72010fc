using FsCheck;
using FsCheck.Fluent;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Values;
using LeadScoring.Tests.Kit.Builders;

namespace LeadScoring.Tests.Scoring;

public sealed class PriorityIndexTests
{
    private static readonly Day Today = Day.TryParse("2026-03-01", out var day) ? day : default;
    private static readonly PriorityWeights Plain = new(1, 1, 1, 1, 1);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(33, 1)]
    [InlineData(34, 2)]
    [InlineData(66, 2)]
    [InlineData(67, 3)]
    [InlineData(100, 3)]
    public void The_score_counts_by_its_third(int shown, int part) => Assert.Equal(part, Of(Lead(score: shown)).Score);

    [Theory]
    [InlineData('A', 3)]
    [InlineData('B', 2)]
    [InlineData('C', 1)]
    [InlineData('D', 0)]
    public void The_grade_counts_by_its_letter(char letter, int part) => Assert.Equal(part, Of(Lead(letter: letter)).Grade);

    [Theory]
    [InlineData(0, 3)]
    [InlineData(7, 3)]
    [InlineData(8, 2)]
    [InlineData(30, 2)]
    [InlineData(31, 1)]
    [InlineData(90, 1)]
    [InlineData(91, 0)]
    [InlineData(null, 0)]
    public void Recency_is_the_age_of_the_newest_activity(int? days, int part) => Assert.Equal(part, Of(Lead(lastActivity: days)).Recency);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(9, 0)]
    [InlineData(10, 1)]
    [InlineData(25, 1)]
    [InlineData(26, 2)]
    [InlineData(50, 2)]
    [InlineData(51, 3)]
    [InlineData(10_000_000_000, 3)]
    public void Activity_is_the_number_of_events(long events, int part) => Assert.Equal(part, Of(Lead(), events: events).Activity);

    [Theory]
    [InlineData(0, 3, 1, 1, 1)]
    [InlineData(7, 3, 1, 1, 1)]
    [InlineData(8, 2, 0, 1, 1)]
    [InlineData(30, 2, 0, 1, 1)]
    [InlineData(31, 1, 0, 0, 1)]
    [InlineData(90, 1, 0, 0, 1)]
    [InlineData(91, 0, 0, 0, 0)]
    public void A_signal_counts_by_its_age(int days, int part, int week, int month, int quarter)
    {
        var priority = Of(Lead(lines: [Line("demo", 0, days)]));

        Assert.Equal((part, new SignalMatches(week, month, quarter)), (priority.Signals, priority.Matched));
    }

    [Fact]
    public void The_newest_of_several_signals_counts_and_all_are_listed()
    {
        var priority = Of(Lead(lines: [Line("demo", 0, 60), Line("pricing", 1, 20), Line("trial", 2, 29)]));

        Assert.Equal((2, new SignalMatches(0, 2, 3)), (priority.Signals, priority.Matched));
    }

    [Fact]
    public void Untagged_rules_profile_rules_and_clamps_are_not_signals()
    {
        var priority = Of(Lead(lines: [Line("visits", 3, 1), Line("title", 4, null), new LedgerLine(LedgerLine.Clamp, LedgerLine.Clamp, "web", null, 0, default, default, null)]));

        Assert.Equal((0, default), (priority.Signals, priority.Matched));
    }

    [Fact]
    public void The_index_is_the_parts_times_the_weights()
    {
        // Parts 2, 3, 1, 2, 1.
        var lead = Lead(score: 50, letter: 'A', lastActivity: 40, lines: [Line("demo", 0, 10)]);

        Assert.Equal(9, Of(lead, events: 12).Value);
        Assert.Equal((2 * 5) + (3 * 4) + (1 * 3) + (2 * 2) + 1, Of(lead, new PriorityWeights(5, 4, 3, 2, 1), 12).Value);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 1)]
    [InlineData(5, 2)]
    [InlineData(8, 2)]
    [InlineData(9, 3)]
    [InlineData(12, 3)]
    [InlineData(13, 4)]
    [InlineData(15, 4)]
    public void At_weights_of_one_the_index_itself_gives_the_flames(int index, int flames) => Assert.Equal(flames, PriorityIndex.FlamesOf(index, Plain));

    [Theory]
    // Sum 25, so five times the scale.
    [InlineData(5, 5, 5, 5, 5, 20, 1)]
    [InlineData(5, 5, 5, 5, 5, 21, 2)]
    [InlineData(5, 5, 5, 5, 5, 40, 2)]
    [InlineData(5, 5, 5, 5, 5, 41, 3)]
    [InlineData(5, 5, 5, 5, 5, 60, 3)]
    [InlineData(5, 5, 5, 5, 5, 61, 4)]
    // Sum 6: 4 x 5 / 6 = 3.33, 5 x 5 / 6 = 4.17, 9 x 5 / 6 = 7.5, 10 x 5 / 6 = 8.33, 14 x 5 / 6 = 11.67, 15 x 5 / 6 = 12.5.
    [InlineData(2, 1, 1, 1, 1, 4, 1)]
    [InlineData(2, 1, 1, 1, 1, 5, 2)]
    [InlineData(2, 1, 1, 1, 1, 9, 2)]
    [InlineData(2, 1, 1, 1, 1, 10, 3)]
    [InlineData(2, 1, 1, 1, 1, 14, 3)]
    [InlineData(2, 1, 1, 1, 1, 15, 4)]
    public void Other_weights_stretch_the_scale_without_rounding(int score, int grade, int recency, int signals, int activity, int index, int flames) =>
        Assert.Equal(flames, PriorityIndex.FlamesOf(index, new PriorityWeights(score, grade, recency, signals, activity)));

    [Fact]
    public void The_index_is_between_the_weight_of_the_score_and_three_times_all_weights() =>
        Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue - 1)), seed =>
        {
            var random = new Random(seed);
            int Weight() => random.Next(1, 6);
            var lead = RandomLead.Of(seed);
            var weights = new PriorityWeights(Weight(), Weight(), Weight(), Weight(), Weight());
            var definition = lead.Model with { Priority = weights, Rules = [.. lead.Model.Rules.Select(rule => rule with { IsSignal = random.Next(2) == 0 })] };
            var model = ScoringModel.Compile(definition);
            var folded = FoldedLead.Fold(model, lead.Log, new Day(100_000));
            var explanation = new Evaluator(model).Explain(folded.Signals, folded.Profile, lead.Newest.AddDays(random.Next(0, 120)));

            var priority = PriorityIndex.Of(definition, explanation, folded.Signals.ActivityEvents, 0);

            Assert.InRange(priority.Value, weights.Score, 3 * (weights.Score + weights.Grade + weights.Recency + weights.Signals + weights.Activity));
            Assert.InRange(priority.Flames, 1, 4);
            Assert.True(priority.Matched.Week <= priority.Matched.Month && priority.Matched.Month <= priority.Matched.Quarter);
            Assert.Equal(priority.Matched.Quarter > 0, priority.Signals > 0);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 3)]
    [InlineData(3, 9)]
    [InlineData(null, null)]
    public void A_promise_moves_the_index_and_not_the_flames(int? promise, int? more)
    {
        var lead = Lead(letter: 'A');
        var (none, promised) = (PriorityIndex.Of(Model, lead, 12, 0), PriorityIndex.Of(Model, lead, 12, promise));

        Assert.Equal(more is { } added ? none.Value + added : 0, promised.Value);
        Assert.Equal(promise is null ? 0 : none.Flames, promised.Flames);
    }

    private static PriorityIndex Of(Explanation lead, PriorityWeights? weights = null, long events = 0) =>
        PriorityIndex.Of(Model with { Priority = weights ?? Plain }, lead, events, 0);

    private static LedgerLine Line(string rule, int index, int? daysAgo) =>
        new(rule, rule, "web", daysAgo is { } days ? Today.AddDays(-days) : null, 1, default, default, index);

    private static Explanation Lead(int score = 0, char letter = 'D', int? lastActivity = null, params LedgerLine[] lines) => new()
    {
        Model = "crm",
        AsOf = Today,
        Ledger = [.. lines],
        Categories = [],
        Dimensions = [],
        Score = new Figure(default, score),
        Grade = new Grade(letter, 4),
        RouteId = "nurture",
        RouteIndex = null,
        HeldBack = null,
        Destination = Destination.Nurture,
        Missing = [],
        Known = 100,
        LastActivity = lastActivity is { } days ? Today.AddDays(-days) : null,
    };

    private static ModelDefinition Model { get; } = new()
    {
        Id = "crm",
        Title = "CRM",
        Dimensions = [],
        Rules = [Event("demo", true), Event("pricing", true), Event("trial", true), Event("visits", false), new Rule.Profile([]) { Id = "title", Category = "role", IsSignal = true }],
        Grades = new Grades("fit", "engagement", [75, 50, 25], [75, 50, 25]),
    };

    private static Rule.Event Event(string id, bool isSignal) =>
        new(new EventFilter(["page.viewed"], null), null, new MilliPoints(1000), new CountMode.Each(), null, null, null, null) { Id = id, Category = "web", IsSignal = isSignal };
}
