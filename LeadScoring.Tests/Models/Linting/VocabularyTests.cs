using LeadScoring.Domain.Events;
using LeadScoring.Domain.Models.Linting;
using LeadScoring.Domain.Values;
using LeadScoring.Tests.Kit.Builders;

namespace LeadScoring.Tests.Models.Linting;

/// <summary>Names and values that a log carries.</summary>
public sealed class VocabularyTests
{
    private static readonly Vocabulary Log = Vocabulary.WithLog(Words(
        Examples.Event("seat.invited", 3, ("plan", "team")),
        Examples.Event("page.viewed", 2, ("url", "https://acme.example/pricing")),
        Examples.Event("asset.downloaded", 2, ("assetType", "whitepaper"), ("asset", "tco-guide")),
        Examples.Told(1, ("jobTitle", "CTO"), ("seats", "12"), ("plan", "starter"))));

    [Theory]
    [InlineData("{ rule: r, category: website, on: seat.invited, points: 1 }", "")]
    [InlineData("{ rule: r, category: website, on: seat.removed, points: 1 }", "LS-MODEL-125")]
    [InlineData("{ rule: r, category: website, on: seat.invitd, points: 1 }", "LS-MODEL-125 'seat.invited'")]
    [InlineData("{ rule: r, category: website, on: 'seat.*', points: 1 }", "")]
    [InlineData("{ rule: r, category: website, on: seat.invited, where: { plan: team }, points: 1 }", "")]
    [InlineData("{ rule: r, category: website, on: seat.invited, where: { colour: red }, points: 1 }", "LS-MODEL-124")]
    [InlineData("{ rule: r, category: website, on: page.viewed, where: { path: /pricing }, points: 1 }", "")]
    [InlineData("{ rule: r, category: website, on: asset.downloaded, where: { assetType: whitepapers }, points: 1 }", "LS-MODEL-126 'whitepaper'")]
    [InlineData("{ rule: r, category: role, when: { seats: { above: 5 } }, points: 1 }", "")]
    [InlineData("{ rule: r, category: role, when: { budget: { above: 5 } }, points: 1 }", "LS-MODEL-123")]
    [InlineData("{ rule: r, category: role, when: { plan: [starter, enterprise] }, points: 1 }", "LS-MODEL-126")]
    public void What_no_event_of_the_log_carries_is_a_finding(string rule, string expected)
    {
        var found = LintText.Check(LintText.WithRule(rule), Log);

        if (expected.Length == 0)
        {
            Assert.Empty(found);
            return;
        }

        var finding = Assert.Single(found);
        Assert.All(expected.Split(' '), word => Assert.Contains(word, $"{finding.Code} {finding.Fix}", StringComparison.Ordinal));
    }

    [Fact]
    public void An_empty_log_says_nothing_about_names() =>
        Assert.Empty(LintText.Check(LintText.WithRule("{ rule: r, category: website, on: seat.removed, points: 1 }"), Vocabulary.WithLog(new LogWords())));

    [Fact]
    public void Values_of_people_and_of_fields_with_many_are_not_kept()
    {
        var words = Words(
            [
                Examples.Told(1, ("email", "ann@acme.example"), ("contact", "bob@acme.example"), ("plan", "team")),
                .. Enumerable.Range(0, 40).Select(static n => Examples.Told(n, ("code", $"c{n}"))),
            ]);

        Assert.Null(words.Attributes["email"]);
        Assert.Null(words.Attributes["contact"]);
        Assert.Null(words.Attributes["code"]);
        Assert.Equal(["team"], words.Attributes["plan"]!);
    }

    [Fact]
    public void Names_are_collected_up_to_a_limit()
    {
        var words = Words([.. Enumerable.Range(0, LogWords.MostTypes + 50).Select(static n => Examples.Event($"odd.type-{n}", 1))]);

        Assert.Equal(LogWords.MostTypes, words.Types.Count);
        Assert.Equal(LogWords.MostTypes + 50, words.Events);
    }

    private static LogWords Words(params LeadEvent[] events)
    {
        var words = new LogWords();
        foreach (var e in events)
            words.Add(e);
        return words;
    }
}
