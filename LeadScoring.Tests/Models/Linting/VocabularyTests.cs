using LeadScoring.Domain.Events;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Linting;
using LeadScoring.Domain.Values;
using LeadScoring.Tests.Kit.Builders;

namespace LeadScoring.Tests.Models.Linting;

/// <summary>Names and values that a log carries.</summary>
public sealed class VocabularyTests
{
    private static readonly Vocabulary Log = Vocabulary.WithLog(Words(
        [
            Examples.Event("seat.invited", 3, ("plan", "team")),
            Examples.Event("page.viewed", 2, ("url", "https://acme.example/pricing")),
            .. Enumerable.Range(0, Vocabulary.FewestEvents).Select(static n => Examples.Event("asset.downloaded", n, ("assetType", "whitepaper"), ("asset", "tco-guide"))),
            .. Enumerable.Range(0, Vocabulary.FewestEvents).Select(static n => Examples.Told(n, ("jobTitle", "CTO"), ("seats", "12"), ("plan", "starter"))),
        ]));

    [Theory]
    [InlineData("{ rule: r, category: website, on: seat.invited, points: 1 }", "")]
    [InlineData("{ rule: r, category: website, on: seat.removed, points: 1 }", "LS-MODEL-125")]
    [InlineData("{ rule: r, category: website, on: seat.invitd, points: 1 }", "LS-MODEL-125 'seat.invited'")]
    [InlineData("{ rule: r, category: website, on: 'seat.*', points: 1 }", "")]
    [InlineData("{ rule: r, category: website, on: seat.invited, where: { plan: team }, points: 1 }", "")]
    [InlineData("{ rule: r, category: website, on: seat.invited, where: { plan: starter }, points: 1 }", "")]
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

    [Theory]
    [InlineData(1, 0, null)]
    [InlineData(59, 0, null)]
    [InlineData(60, 0, "60")]
    [InlineData(40, 20, "60")]
    [InlineData(300, 1, "301")]
    public void A_value_is_a_finding_only_where_enough_events_have_the_field(int downloads, int views, string? counted)
    {
        var log = Vocabulary.WithLog(Words(
            [
                .. Enumerable.Range(0, downloads).Select(static n => Examples.Event("asset.downloaded", n, ("assetType", "whitepaper"))),
                .. Enumerable.Range(0, views).Select(static n => Examples.Event("asset.opened", n, ("assetType", "video"))),
                // Others of the type do not have it, and say nothing about its values.
                .. Enumerable.Range(0, 500).Select(static n => Examples.Event("asset.downloaded", n, ("asset", "tco-guide"))),
            ]));

        var found = LintText.Check(LintText.WithRule("{ rule: r, category: website, on: [asset.downloaded, asset.opened], where: { assetType: podcast }, points: 1 }"), log)
            .Where(static problem => problem.Code == LintCodes.UnknownValue);

        if (counted is null)
            Assert.Empty(found);
        else
            Assert.Equal($"The rule 'r' compares 'assetType' with 'podcast': none of the {counted} events looked at that have it has that value.", Assert.Single(found).Message);
    }

    [Fact]
    public void What_another_app_collected_is_as_good_as_the_events()
    {
        var words = new LogWords();
        words.AddType("asset.downloaded", 200).AddProperty("assetType", 60, ["whitepaper"]);
        words.AddAttribute("plan", 59, ["starter"]);
        words.AddAttribute("team", 60, null);

        var found = LintText.Check(LintText.WithRule("{ rule: r, category: website, on: asset.downloaded, where: { assetType: podcast }, while: { plan: enterprise, team: red }, points: 1 }"), Vocabulary.WithLog(words));

        Assert.Contains("none of the 60 events", Assert.Single(found).Message, StringComparison.Ordinal);
        Assert.Equal(200, words.Events);
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

        Assert.Null(words.Attributes["email"].Values);
        Assert.Null(words.Attributes["contact"].Values);
        Assert.Null(words.Attributes["code"].Values);
        Assert.Equal(["team"], words.Attributes["plan"].Values!);
        Assert.Equal((1, 40), (words.Attributes["plan"].Events, words.Attributes["code"].Events));
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
