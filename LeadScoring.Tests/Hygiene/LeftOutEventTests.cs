using System.Text.Json;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Hygiene;

/// <summary>A scanner that follows every link also follows the one to unsubscribe; and a person can take any event out of the score, and put it back.</summary>
public sealed class LeftOutEventTests
{
    private const string Ann = "ann@acme.example";

    private const string Yaml = """
        model: crm
        title: Left out
        dimensions:
          fit: { categories: { role: 1 } }
          engagement: { categories: { site: 1, mail: 1 } }
        rules:
          - { rule: any-page, category: site, on: page.viewed, points: 1 }
          - { rule: any-click, category: mail, on: email.clicked, points: 2 }
          - { rule: unsubscribed, category: mail, on: email.unsubscribed, points: -8, count: once }
          - { rule: left, category: role, state: { of: [email.subscribed, email.unsubscribed], is: email.unsubscribed }, points: -3 }
          - { rule: title, category: role, when: { jobTitle: cto }, points: 5 }
        grades:
          letter: fit
          number: engagement
          letters: { A: 75, B: 50, C: 25 }
          numbers: { 1: 75, 2: 50, 3: 25 }
        """;

    private readonly InMemoryApp _app = new();

    // As a scanner at a gateway does: three links and the unsubscribe link within a second.
    [Theory]
    [InlineData("m2", "m2", 0, true)]
    [InlineData("m2", "m2", 2, true)]
    [InlineData("m2", "m2", -2, true)]
    [InlineData("m2", "", 0, true)]
    [InlineData("", "m2", 0, true)]
    [InlineData("m2", "m2", 4, false)]
    [InlineData("m2", "m3", 0, false)]
    public async Task An_unsubscribe_in_a_burst_of_a_machine_is_doubted(string message, string left, int secondsLater, bool isDoubted)
    {
        await Prepare();
        await _app.Send([.. Burst(message, 3), Mail("u", "email.unsubscribed", left, "", secondsLater)]);

        var entry = Assert.Single(await Entries("email.unsubscribed"));
        Assert.Equal(isDoubted ? ["beside-clicks"] : [], Suspected(entry));
        Assert.Equal(isDoubted ? "" : "unsubscribed -8, left -3", await Ledger());
        await AsFromTheLog();
    }

    [Fact]
    public async Task A_scanner_that_is_recognised_by_a_later_click_did_not_unsubscribe()
    {
        await Prepare();
        await _app.Send([.. Burst("m2", 2), Mail("u", "email.unsubscribed", "m2", "", 1)]);
        Assert.Equal("any-click 4, unsubscribed -8, left -3", await Ledger());

        await _app.Send([Mail("late", "email.clicked", "m2", "https://a.example/late", 1)]);

        Assert.Equal("", await Ledger());
        await AsFromTheLog();
    }

    [Fact]
    public async Task A_doubted_unsubscribe_counts_when_a_person_says_so()
    {
        await Prepare();
        await _app.Send([.. Burst("m2", 3), Mail("u", "email.unsubscribed", "m2", "", 0)]);

        await Say("email.unsubscribed", "true");

        Assert.Equal("unsubscribed -8, left -3", await Ledger());
        Assert.True(Assert.Single(await Entries("email.unsubscribed")).GetProperty("countedAnyway").GetBoolean());
        await AsFromTheLog();
    }

    // Gmail's servers unsubscribe for a reader by one click.
    [Fact]
    public async Task An_unsubscribe_by_the_agent_of_a_mail_program_is_a_persons_wish()
    {
        await Prepare();
        await _app.Send(Sent.Event(Ann, "email.unsubscribed", 0, ("message", "m2"), ("userAgent", "python-requests/2.31"), ("machine", "true")));

        Assert.Equal("unsubscribed -8, left -3", await Ledger());
    }

    [Fact]
    public async Task A_person_takes_an_event_out_and_puts_it_back()
    {
        await Prepare();
        await _app.Send([Mail("u", "email.unsubscribed", "m2", "", 0), Sent.Event(Ann, "page.viewed"), Sent.Title(Ann, "CTO")]);
        Assert.Equal("any-page 1, unsubscribed -8, left -3, title 5", await Ledger());

        await Say("email.unsubscribed", "false");
        Assert.Equal("any-page 1, title 5", await Ledger());
        Assert.Equal(["person"], Suspected(Assert.Single(await Entries("email.unsubscribed"))));
        await AsFromTheLog();

        await Say("page.viewed", "false");
        await Say("profile.updated", "false");
        Assert.Equal("", await Ledger());
        await AsFromTheLog();

        await Say("email.unsubscribed", "true");
        await Say("page.viewed", "true");
        await Say("profile.updated", "true");
        Assert.Equal("any-page 1, unsubscribed -8, left -3, title 5", await Ledger());
        Assert.All((await Entries("email.unsubscribed")).Concat(await Entries("page.viewed")), static entry => Assert.Equal([], Suspected(entry)));
        await AsFromTheLog();
    }

    [Fact]
    public async Task What_comes_after_a_word_counts_as_before()
    {
        await Prepare();
        await _app.Send(Sent.Event(Ann, "page.viewed"));
        await Say("page.viewed", "false");
        var revision = (await State()).Revision;

        await _app.Send([Mail("u", "email.unsubscribed", "m2", "", 0)]);

        Assert.Equal("unsubscribed -8, left -3", await Ledger());
        Assert.Equal(revision, (await State()).Revision);
        await AsFromTheLog();
    }

    // Windows of an older app have neither unsubscribes nor the keys of words.
    [Fact]
    public async Task A_lead_of_an_older_app_is_read_from_its_log_once()
    {
        await Prepare();
        await _app.Send([.. Burst("m2", 3)]);
        var id = _app.IdOf(Ann);
        await new LeadStore(_app.Tables).TryChange(id, static read => Task.FromResult<LeadEdit?>(new LeadEdit(read.State! with { Mail = read.State.Mail! with { Spoken = null } })), default);

        await _app.Send([Mail("u", "email.unsubscribed", "m2", "", 0)]);

        Assert.Equal("", await Ledger());
        Assert.True((await State()).KnowsMail);
        await AsFromTheLog();
    }

    private static string[] Burst(string message, int links) =>
        [.. Enumerable.Range(0, links).Select(i => Mail($"c{i}", "email.clicked", message, $"https://a.example/{i}", 0))];

    private static string Mail(string id, string type, string message, string url, int secondsLater) => JsonSerializer.Serialize(new
    {
        id,
        source = "test",
        type,
        occurredAt = InMemoryApp.Start.AddHours(-1).AddSeconds(secondsLater),
        lead = new { email = Ann },
        properties = new { message, url },
    });

    private async Task Prepare() => await _app.Publish(Yaml);

    private async Task Say(string type, string counts)
    {
        _app.Clock.Advance(TimeSpan.FromSeconds(1));
        var key = Assert.Single(await Entries(type)).GetProperty("key").GetString()!;
        Assert.Equal(202, (await _app.Count(Ann, key, $$"""{ "counts": {{counts}} }""")).Status);
        await _app.Work();
    }

    private async Task<List<JsonElement>> Entries(string type) =>
        [.. (await _app.Timeline(Ann)).Body.GetProperty("entries").EnumerateArray().Where(entry => entry.TryGetProperty("type", out var of) && of.GetString() == type)];

    private static List<string?> Suspected(JsonElement entry) =>
        entry.TryGetProperty("suspected", out var reasons) ? [.. reasons.EnumerateArray().Select(static reason => reason.GetString())] : [];

    private async Task<string> Ledger() => string.Join(", ", (await _app.Explain(Ann, "?model=crm")).Body.GetProperty("ledger").EnumerateArray()
        .Select(static line => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{line.GetProperty("rule").GetString()} {line.GetProperty("points").GetDecimal():0.###}")));

    private async Task<LeadState> State() => (await new LeadStore(_app.Tables).Read(_app.IdOf(Ann), default)).State!;

    private Task AsFromTheLog() => LogCheck.Holds(
        _app, _app.IdOf(Ann), new Dictionary<string, ScoringModel>(StringComparer.Ordinal) { ["crm"] = ScoringModel.Compile(ModelLoader.Load(Yaml).Definition!) });
}
