using System.Text.Json;

using LeadScoring.Functions.Messages;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;
using LeadScoring.Tests.Messages;

namespace LeadScoring.Tests.Leads;

/// <summary>Instants in answers: of one form, and none that is made up or still to come.</summary>
public sealed class AnswerTimesTests : IAsyncLifetime
{
    private const string Ann = "ann@acme.example";
    private const string Bob = "bob@acme.example";

    private readonly InMemoryApp _app = new();

    public Task InitializeAsync() => _app.Publish(SalesModel.Yaml);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task No_answer_has_an_instant_after_the_request_but_what_is_due()
    {
        // Not on a whole millisecond, as clocks are.
        _app.Clock.Advance(TimeSpan.FromTicks(1_234_567));
        await _app.Send([Sent.Title(Ann, "VP"), .. Sent.Visits(Ann, 3), Sent.Event(Ann, "form.submitted", 0, ("form", "contact-us")), Sent.Pricing(Bob)]);
        await _app.Capture(Sent.Pricing(Bob, 1));
        await _app.Feedback(Ann, """{ "id": "1", "kind": "attempted" }""");
        await _app.Feedback(Ann, """{ "kind": "nonsense" }""");
        foreach (var wait in new[] { TimeSpan.FromTicks(7), TimeSpan.FromHours(11.98), TimeSpan.FromDays(9) })
        {
            await CheckAll();
            await _app.Work();
            _app.Clock.Advance(wait);
        }

        await CheckAll();
    }

    [Fact]
    public async Task A_lead_whose_newest_activity_is_known_by_its_day_has_no_instant_of_it()
    {
        await _app.Publish(SalesModel.With("title: Sales\n", "title: Sales\nignore: [ { on: support.asked } ]\n"));
        await _app.Send(Sent.Visits(Ann, 1, daysAgo: 3));
        var known = (await _app.Lead(Ann)).Body;
        Assert.Equal(("2026-02-26", "2026-02-26"), (known.GetProperty("lastActivity").GetString(), known.GetProperty("lastActivityAt").GetString()![..10]));

        await _app.Send([.. Enumerable.Range(0, 6).Select(static number => Sent.Event(Ann, "support.asked", 1, ("number", $"{number}")))]);
        var (_, lead) = await _app.Lead(Ann);
        var csv = (await _app.Csv()).Split('\n')[1].TrimEnd('\r').Split(',');

        Assert.Equal("2026-02-26", lead.GetProperty("lastActivity").GetString());
        Assert.Equal(JsonValueKind.Null, lead.GetProperty("lastActivityAt").ValueKind);
        Assert.Contains("2026-02-26", csv);
    }

    [Fact]
    public async Task A_spreadsheet_has_the_same_times_as_the_list()
    {
        _app.Clock.Advance(TimeSpan.FromTicks(1_234_567));
        await _app.Send([Sent.Title(Ann, "VP"), Sent.Event(Ann, "form.submitted", 0, ("form", "contact-us"))]);
        var lead = (await _app.Leads()).Body.GetProperty("leads")[0];
        var lines = (await _app.Csv()).TrimStart('\uFEFF').Split("\r\n");
        var row = lines[0].Split(',').Zip(lines[1].Split(',')).ToDictionary(static cell => cell.First, static cell => cell.Second);

        foreach (var name in new[] { "firstSeenAt", "lastActivityAt" })
            Assert.Equal(lead.GetProperty(name).GetString(), row[name]);
        Assert.Equal(lead.GetProperty("models")[0].GetProperty("respondBy").GetString(), row["respondBy"]);
    }

    [Fact]
    public void The_examples_of_messages_have_times_of_the_one_form()
    {
        foreach (var type in MessageFiles.TypesWithExample())
        {
            var example = MessageFiles.Example(type);
            Assert.True(AnswerTimes.Count(example) > 0, type);
            Assert.Empty(AnswerTimes.Faults(example));
        }
    }

    private async Task CheckAll()
    {
        var count = 0;
        await Check(_app.Leads());
        await Check(_app.Leads("?sort=priority"));
        foreach (var lead in new[] { Ann, Bob })
        {
            await Check(_app.Lead(lead));
            await Check(_app.Timeline(lead));
            await Check(_app.Explain(lead, "?model=sales"));
            await Check(_app.Export(lead));
        }

        await Check(InMemoryApp.Ask(query => _app.Get<MessagesHandler>().Handle(query, default), ""));
        Assert.True(count > 20, $"{count} instants are too few to say anything");

        async Task Check(Task<(int Status, JsonElement Body)> asked)
        {
            var (status, body) = await asked;
            Assert.True(status == 200, body.ToString());
            Assert.Empty(AnswerTimes.Faults(body, _app.Clock.GetUtcNow()));
            count += AnswerTimes.Count(body);
        }
    }
}
