using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Merging;

/// <summary>Leads that people merge, and take apart again.</summary>
public sealed class MergeTests : IAsyncLifetime
{
    private const string Ann = "ann@acme.example";
    private const string Old = "ann@old.example";

    private readonly InMemoryApp _app = new();
    private readonly FromScratch _scratch = new(SalesModel.Yaml);

    public Task InitializeAsync() => _app.Publish(SalesModel.Yaml);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_merged_lead_counts_as_the_other_and_leaves_the_lists()
    {
        string[] old = [Sent.Title(Old, "VP"), .. Sent.Visits(Old, 2, daysAgo: 1)];
        string[] now = Sent.Visits(Ann, 1);
        await _app.Send([.. old, .. now]);
        await Merge(Old, Ann);

        await IsMadeOf(Ann, [.. old, .. now]);
        Assert.Equal([_app.IdOf(Ann)], (await _app.Leads("?model=sales")).Body.GetProperty("leads").EnumerateArray().Select(static lead => lead.GetProperty("id").GetString()!));
        var (status, merged) = await _app.Lead(Old);
        Assert.Equal((200, _app.IdOf(Ann), 0), (status, merged.GetProperty("mergedInto").GetString(), merged.GetProperty("models").GetArrayLength()));
        Assert.Equal(Ann, (await _app.Lead(Ann)).Body.GetProperty("email").GetString());
        var told = (await _app.Timeline(Old)).Body.GetProperty("entries").EnumerateArray().Single(static entry => entry.TryGetProperty("into", out _));
        Assert.Equal(("lead.merged", _app.IdOf(Ann)), (told.GetProperty("type").GetString(), told.GetProperty("into").GetString()));
    }

    [Fact]
    public async Task Both_leads_have_the_scores_of_their_own_events_after_an_unmerge()
    {
        string[] old = [Sent.Title(Old, "VP", daysAgo: 3), .. Sent.Visits(Old, 2, daysAgo: 2)];
        string[] now = [Sent.Title(Ann, "Manager", daysAgo: 1), .. Sent.Visits(Ann, 1)];
        await _app.Send([.. old, .. now]);
        await Merge(Old, Ann);
        string[] forwarded = Sent.Visits(Old, 1);
        await _app.Send(forwarded);
        await IsMadeOf(Ann, [.. old, .. now, .. forwarded]);

        Assert.Equal(202, (await _app.Unmerge(Old)).Status);
        await _app.Work();
        await IsMadeOf(Ann, now);
        await IsMadeOf(Old, [.. old, .. forwarded]);
        Assert.Equal(2, (await _app.Leads("?model=sales")).Body.GetProperty("leads").GetArrayLength());
        Assert.Equal("Manager", (await _app.Lead(Ann)).Body.GetProperty("profile").GetProperty("jobTitle").GetString());
        Assert.Equal(2, await Events(Ann));
    }

    [Fact]
    public async Task An_event_that_both_leads_had_stays_with_both_after_an_unmerge()
    {
        var both = Sent.Pricing(Ann);
        await _app.Send(both, Known.Of(both, ("email", Old)));
        await Merge(Old, Ann);
        await IsMadeOf(Ann, both);

        await _app.Unmerge(Old);
        await _app.Work();
        await IsMadeOf(Ann, both);
        await IsMadeOf(Old, both);
    }

    [Fact]
    public async Task Sales_keeps_its_lead_after_a_merge_and_does_not_get_it_twice()
    {
        await _app.Send([Company(Old), Sent.Title(Old, "VP"), .. Sent.Visits(Old, 3)]);
        Assert.Single(_app.Topic.Delivered, static message => message.Subject == "lead.qualified");
        await _app.Send([Sent.Pricing(Ann)]);
        await Merge(Old, Ann);

        Assert.Single(_app.Topic.Delivered, static message => message.Subject == "lead.qualified");
        var model = (await _app.Lead(Ann)).Body.GetProperty("models")[0];
        Assert.Equal(("qualified", 1), (model.GetProperty("stage").GetString(), model.GetProperty("epoch").GetInt32()));
        await _app.Nights(3);
        Assert.Single(_app.Topic.Delivered, message => message.Subject == "lead.overdue" && message.SessionId == _app.IdOf(Ann));
        Assert.DoesNotContain(_app.Topic.Delivered, message => message.Subject == "lead.overdue" && message.SessionId == _app.IdOf(Old));
    }

    [Fact]
    public async Task A_report_about_the_merged_lead_reaches_the_one_that_goes_on()
    {
        await _app.Send([Company(Old), Sent.Title(Old, "VP"), .. Sent.Visits(Old, 3)]);
        await _app.Send([Sent.Pricing(Ann)]);
        await Merge(Old, Ann);

        Assert.Equal(202, (await _app.Feedback(Old, """{ "id": "crm-1", "kind": "accepted", "model": "sales", "epoch": 1 }""")).Status);
        await _app.Work();
        Assert.Equal("accepted", (await _app.Lead(Ann)).Body.GetProperty("models")[0].GetProperty("stage").GetString());
    }

    [Fact]
    public async Task A_repeated_merge_is_one_merge()
    {
        await _app.Send(Sent.Pricing(Old), Sent.Pricing(Ann));
        Assert.Equal("merging", (await _app.Merge(Old, Ann)).Body.GetProperty("state").GetString());
        Assert.Equal(202, (await _app.Merge(Old, Ann)).Status);
        await _app.Work();
        Assert.Equal("merged", (await _app.Merge(Old, Ann)).Body.GetProperty("state").GetString());
        await _app.Work();
        Assert.Single(_app.Topic.Delivered, static message => message.Subject == "lead.merged");
    }

    [Fact]
    public async Task Two_leads_merged_into_each_other_at_once_become_one()
    {
        string[] events = [Sent.Pricing(Old), Sent.Pricing(Ann)];
        await _app.Send(events);
        await _app.Merge(Old, Ann);
        await _app.Merge(Ann, Old);
        await _app.Work();

        var ann = (await _app.Lead(Ann)).Body.GetProperty("mergedInto").GetString();
        var old = (await _app.Lead(Old)).Body.GetProperty("mergedInto").GetString();
        Assert.True(ann is null != old is null, $"{ann} {old}");
        await IsMadeOf(ann is null ? Ann : Old, events);
    }

    [Fact]
    public async Task A_merge_that_is_not_possible_is_refused_with_a_fix()
    {
        await _app.Send(Sent.Pricing(Old), Sent.Pricing(Ann), Sent.Pricing("sue@acme.example"), Known.Visit("v-9", InMemoryApp.Start));
        var visitor = _app.Get<Domain.Events.LeadIds>().OfName("visitor:v-9");
        Assert.Equal((404, "LS-LEAD-404"), Problem(await _app.Merge("nobody@acme.example", Ann)));
        Assert.Equal((400, "LS-MERGE-001"), Problem(await _app.Merge(Old, new { })));
        Assert.Equal((400, "LS-MERGE-001"), Problem(await _app.Merge(Old, new { into = 7 })));
        Assert.Equal((400, "LS-MERGE-002"), Problem(await _app.Merge(Old, "nobody@acme.example")));
        Assert.Equal((409, "LS-MERGE-003"), Problem(await _app.Merge(Old, Old)));
        Assert.Equal((409, "LS-MERGE-006"), Problem(await _app.Merge(Old, visitor)));
        Assert.Equal((409, "LS-MERGE-007"), Problem(await _app.Unmerge(Old)));
        await Merge(Old, Ann);
        Assert.Equal((409, "LS-MERGE-004"), Problem(await _app.Merge("sue@acme.example", Old)));
        Assert.Equal((409, "LS-MERGE-005"), Problem(await _app.Merge(Old, "sue@acme.example")));
        Assert.Equal((404, "LS-LEAD-404"), Problem(await _app.Unmerge("nobody@acme.example")));
    }

    [Fact]
    public async Task A_lead_without_a_scored_event_can_be_merged_at_once()
    {
        string[] events = [Sent.Pricing(Old), Sent.Pricing(Ann)];
        await _app.Capture(events);
        Assert.Equal(202, (await _app.Merge(Old, Ann)).Status);
        await _app.Work();
        await IsMadeOf(Ann, events);
    }

    [Fact]
    public async Task An_event_in_flight_during_an_unmerge_stays_with_its_own_lead()
    {
        await _app.Send(Sent.Pricing(Old), Sent.Pricing(Ann));
        await Merge(Old, Ann);
        await _app.Unmerge(Old);
        await _app.Work();

        // As a process would leave it that read the lead before the two were taken apart.
        var stray = (await new LeadStore(_app.Tables).Read(_app.IdOf(Ann), default)).State!;
        Assert.Empty(stray.Merged);
        var log = new LeadStore(_app.Tables).ReadLog(_app.IdOf(Old), null, default);
        await foreach (var page in log)
            await _app.Get<Functions.Merging.LeadForwarder>().Copy(_app.IdOf(Old), [_app.IdOf(Ann)], page, default);
        await _app.Send(Sent.Event(Ann, "custom.thing"));
        Assert.Equal(2, await Events(Ann));
    }

    private static string Company(string email) => Known.Of(
        """{ "id": "company-1", "type": "profile.updated", "occurredAt": "2026-02-20T00:00:00Z", "profile": { "company": "Acme" } }""", ("email", email));

    private static (int Status, string? Code) Problem((int Status, System.Text.Json.JsonElement Body) answer) => (answer.Status, answer.Body.GetProperty("code").GetString());

    private async Task Merge(string lead, string into)
    {
        Assert.Equal(202, (await _app.Merge(lead, into)).Status);
        await _app.Work();
    }

    private async Task<int> Events(string email) =>
        (await _app.Timeline(email)).Body.GetProperty("entries").EnumerateArray().Count(static entry => entry.GetProperty("kind").GetString() == "event");

    private async Task IsMadeOf(string email, params string[] events)
    {
        var (status, explanation) = await _app.Explain(email);
        Assert.Equal(200, status);
        Assert.Equal(_scratch.Explain(events, _app.Clock.GetUtcNow()), RunningApp.WithoutLead(explanation.GetRawText()));
    }
}
