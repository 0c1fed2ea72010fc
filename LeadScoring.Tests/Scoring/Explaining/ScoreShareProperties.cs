using FsCheck;
using FsCheck.Fluent;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Scoring.Explaining;
using LeadScoring.Domain.Values;
using LeadScoring.Tests.Kit.Builders;

namespace LeadScoring.Tests.Scoring.Explaining;

/// <summary>Shares add up, exactly. A failure prints the seed of the lead: <c>RandomLead.Of(seed)</c> makes it again.</summary>
public sealed class ScoreShareProperties
{
    private static readonly Arbitrary<RandomLead> Leads = Arb.From(Gen.Choose(0, int.MaxValue - 1).Select(RandomLead.Of), lead => lead.Shrunk());

    [Fact]
    public void Dimensions_add_up_to_the_score() => ForAll((model, explained) =>
    {
        var shares = new ScoreShares(model, explained);
        Assert.Equal(explained.Score.Exact, Sum(explained.Dimensions.Select(shares.Of)));
    });

    [Fact]
    public void Categories_and_the_cut_add_up_to_their_dimension() => ForAll((model, explained) =>
    {
        var shares = new ScoreShares(model, explained);
        foreach (var dimension in explained.Dimensions)
        {
            Assert.Equal(shares.Of(dimension).Ratio, Sum(explained.Categories.Where(category => category.Dimension == dimension.Name).Select(shares.Of).Append(shares.CutOf(dimension))));
            Assert.True(shares.CutOf(dimension).Sign >= 0);
        }
    });

    [Fact]
    public void Lines_with_their_clamp_add_up_to_their_category() => ForAll((model, explained) =>
    {
        var shares = new ScoreShares(model, explained);
        foreach (var category in explained.Categories)
            Assert.Equal(shares.Of(category).Ratio, Sum(explained.Ledger.Where(line => line.Category == category.Name).Select(shares.Of)));
    });

    [Fact]
    public void Lines_after_clamps_add_up_to_the_score_and_keep_their_sign() => ForAll((model, explained) =>
    {
        var shares = new ScoreShares(model, explained);
        var after = shares.AfterClamps();
        Assert.Equal(explained.Score.Exact, Sum(after.Select(static line => line.Share)));
        Assert.All(after, line => Assert.True(line.Share.Sign == 0 || line.Share.Sign == shares.Of(line.Line).Sign));
    });

    [Fact]
    public void Reasons_are_the_largest_shares_and_the_strongest_against()
    {
        var model = Model(
            """
            model: reasons
            title: Reasons
            dimensions:
              fit: { weight: 10, categories: { role: 1 } }
              engagement: { weight: 90, categories: { website: 1, email: 1 } }
              need: { weight: 0, categories: { project: 1 } }
            rules:
              - { rule: title, title: Senior title, category: role, when: { jobTitle: vp }, points: 10 }
              - { rule: page, title: A page, category: website, on: page.viewed, points: 6, newest: 3 }
              - { rule: demo, title: Demo page, category: website, on: page.viewed, where: { path: /demo }, points: 9, count: once }
              - { rule: mail, title: Mail, category: email, on: email.clicked, points: 1 }
              - { rule: bounced, title: Bounced, category: email, on: email.bounced, points: -1, newest: 1 }
              - { rule: gone, title: Unsubscribed, category: email, on: email.unsubscribed, points: -2, count: once }
              - { rule: project, title: Project, category: project, when: { project: yes }, points: 10 }
            grades: { letter: fit, number: engagement, letters: { A: 75, B: 50, C: 25 }, numbers: { 1: 75, 2: 50, 3: 25 } }
            """);

        // The title has most points, and least weight; what two pages give is cut by the scale, and shared by their points; a project counts nothing in the score.
        Assert.Equal(
            ["A page (+18)", "Demo page (+9)", "Senior title (+10)", "Unsubscribed (-2)"],
            Reasons.Of(model, Explain(model, "page.viewed /demo", "page.viewed /demo", "page.viewed /demo", "email.unsubscribed", "email.bounced", "profile.updated jobTitle=vp,project=yes")).ToArray());
        Assert.Equal(["Mail (+1)"], Reasons.Of(model, Explain(model, "email.clicked")).ToArray());
        Assert.Empty(Reasons.Of(model, Explain(model)));
    }

    [Fact]
    public void What_a_dimension_below_nothing_is_raised_by_is_its_cut()
    {
        var model = Model(
            """
            model: cut
            title: Cut
            dimensions: { fit: { weight: 1, categories: { role: 1 } }, engagement: { weight: 1, categories: { website: 3, email: 1 } } }
            rules:
              - { rule: page, category: website, on: page.viewed, points: 1 }
              - { rule: gone, category: email, on: email.unsubscribed, points: -9, count: once }
            grades: { letter: fit, number: engagement, letters: { A: 75, B: 50, C: 25 }, numbers: { 1: 75, 2: 50, 3: 25 } }
            """);
        var explained = Explain(model, "page.viewed /", "email.unsubscribed");
        var shares = new ScoreShares(model, explained);

        Assert.Equal(["3.750000", "-11.250000"], explained.Ledger.Select(line => shares.Of(line).ToString()));
        Assert.Equal(("0.000000", "7.500000"), (shares.Of(explained.Dimensions[1]).ToString(), shares.CutOf(explained.Dimensions[1]).ToString()));
        // Cut in proportion: the negative line takes only what the positive one gives.
        Assert.Equal(["3.750000", "-3.750000"], shares.AfterClamps().Select(static line => line.Share.ToString()));
    }

    private static void ForAll(Action<ScoringModel, Explanation> holds) => Prop.ForAll(Leads, lead =>
    {
        var model = ScoringModel.Compile(lead.Model);
        var folded = FoldedLead.Fold(model, lead.Log, lead.Newest);
        holds(model, new Evaluator(model).Explain(folded.Signals, folded.Profile, lead.Newest));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static ExactRatio Sum(IEnumerable<ExactShare> shares) => shares.Aggregate(ExactShare.None, static (sum, share) => sum + share).Ratio;

    private static ScoringModel Model(string yaml)
    {
        var loaded = ModelLoader.Load(yaml);
        Assert.True(loaded.Definition is not null, string.Join('\n', loaded.Problems));
        return ScoringModel.Compile(loaded.Definition);
    }

    private static Explanation Explain(ScoringModel model, params string[] events)
    {
        var today = new Day(20_000);
        var log = events.Select((text, number) => text.Split(' ') is [var type, .. var rest] ? new Domain.Events.LeadEvent
        {
            Source = "test",
            Id = $"{number}",
            Type = type,
            OccurredAt = today.Start.AddHours(number),
            Properties = type == "page.viewed" ? new Fields([KeyValuePair.Create("path", new FieldValue(rest[0]))]) : Fields.Empty,
            Profile = type == "profile.updated" ? new Fields(rest[0].Split(',').Select(static pair => KeyValuePair.Create(pair.Split('=')[0], new FieldValue(pair.Split('=')[1])))) : Fields.Empty,
        } : throw new FormatException(text));
        var lead = FoldedLead.Fold(model, log, today);
        return new Evaluator(model).Explain(lead.Signals, lead.Profile, today);
    }
}
