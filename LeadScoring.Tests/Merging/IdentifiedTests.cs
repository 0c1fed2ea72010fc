using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Merging;

/// <summary>A browser turns out to be somebody's: what it did before and does later is theirs.</summary>
public sealed class IdentifiedTests : IAsyncLifetime
{
    private const string Ann = "ann@acme.example";
    private const string Bob = "bob@acme.example";

    private static readonly DateTimeOffset Then = InMemoryApp.Start;

    private readonly InMemoryApp _app = new();
    private readonly FromScratch _scratch = new(SalesModel.Yaml);

    private string Visitor => _app.Get<LeadIds>().OfName("visitor:v-1");

    public Task InitializeAsync() => _app.Publish(SalesModel.Yaml);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Pages_seen_before_a_form_join_the_lead_of_the_form()
    {
        string[] visits = [.. Enumerable.Range(1, 8).Select(static n => Known.Visit("v-1", Then.AddHours(-n)))];
        await _app.Send(visits);
        var form = Known.Form(Ann, "v-1", Then);
        await _app.Send(form);

        await IsMadeOf(Ann, [.. visits, form]);
        Assert.Equal(_app.IdOf(Ann), (await _app.Lead(Visitor)).Body.GetProperty("mergedInto").GetString());
        Assert.Equal(9, (await _app.Timeline(Ann)).Body.GetProperty("entries").EnumerateArray().Count(static entry => entry.GetProperty("kind").GetString() == "event"));
        var merged = Assert.Single(_app.Topic.Delivered, static message => message.Subject == "lead.merged");
        Assert.Equal((Visitor, _app.IdOf(Ann)), (merged.SessionId, merged.Body.GetProperty("data").GetProperty("into").GetString()));
    }

    [Fact]
    public async Task A_browser_that_is_first_seen_with_its_owner_is_theirs_from_then_on()
    {
        var form = Known.Form(Ann, "v-1", Then.AddHours(-1));
        await _app.Send(form);
        var visit = Known.Visit("v-1", Then);
        await _app.Send(visit);

        await IsMadeOf(Ann, form, visit);
        Assert.DoesNotContain(_app.Topic.Delivered, static message => message.Subject == "lead.merged");
    }

    [Fact]
    public async Task An_event_of_a_known_browser_publishes_at_once()
    {
        await _app.Send(Known.Form(Ann, "v-1", Then.AddHours(-1)));
        await _app.Send(Known.As([("visitor", "v-1")], "form.submitted", Then, ("form", "contact-us")));

        var qualified = Assert.Single(_app.Topic.Delivered, static message => message.Subject == "lead.qualified");
        Assert.Equal(_app.IdOf(Ann), qualified.SessionId);
    }

    [Fact]
    public async Task Events_that_a_merge_copies_publish_nothing_again()
    {
        await _app.Send(
            Known.As([("visitor", "v-1")], "webinar.registered", Then.AddMinutes(-9)),
            Known.As([("visitor", "v-1")], "event.attended", Then.AddMinutes(-8), ("eventKind", "tradeshow")));
        var before = _app.Topic.Delivered.Select(static message => message.Subject).ToList();
        // No follow-up: of a visitor alone anybody may say anything, and a persona needs proof.
        Assert.Equal(["lead.inquired", "lead.respond"], before.Order(StringComparer.Ordinal));
        await _app.Send(Known.As([("email", Ann), ("visitor", "v-1")], "lead.identified", Then));

        var after = _app.Topic.Delivered.Skip(before.Count).Where(message => message.SessionId == _app.IdOf(Ann)).Select(static message => message.Subject).ToList();
        Assert.DoesNotContain("lead.inquired", after);
        Assert.DoesNotContain("lead.respond", after);
        Assert.DoesNotContain("lead.followup", after);
    }

    [Fact]
    public async Task The_same_browser_with_a_second_address_gives_it_only_what_comes_later()
    {
        var early = Known.Visit("v-1", Then.AddHours(-5));
        var ann = Known.Form(Ann, "v-1", Then.AddHours(-4));
        await _app.Send(early, ann);
        var bob = Known.Form(Bob, "v-1", Then.AddHours(-3));
        await _app.Send(bob);
        var later = Known.Visit("v-1", Then.AddHours(-2));
        await _app.Send(later);

        await IsMadeOf(Ann, early, ann);
        await IsMadeOf(Bob, bob, later);

        var back = Known.Form(Ann, "v-1", Then.AddHours(-1));
        await _app.Send(back);
        var last = Known.Visit("v-1", Then);
        await _app.Send(last);
        await IsMadeOf(Ann, early, ann, back, last);
        await IsMadeOf(Bob, bob, later);
    }

    [Fact]
    public async Task A_lead_known_by_another_systems_id_joins_too()
    {
        var call = Known.As([("externalId", "hubspot:512")], "page.viewed", Then.AddHours(-2), ("path", "/pricing"));
        await _app.Send(call);
        var known = Known.As([("email", Ann), ("externalId", "hubspot:512")], "page.viewed", Then.AddHours(-1), ("path", "/pricing"));
        await _app.Send(known);

        await IsMadeOf(Ann, call, known);
    }

    [Fact]
    public async Task A_chain_of_browsers_and_ids_ends_at_the_address()
    {
        var crm = Known.As([("externalId", "crm:7")], "page.viewed", Then.AddHours(-3), ("path", "/pricing"));
        await _app.Send(crm);
        var both = Known.As([("visitor", "v-1"), ("externalId", "crm:7")], "page.viewed", Then.AddHours(-2), ("path", "/pricing"));
        await _app.Send(both);
        var form = Known.Form(Ann, "v-1", Then.AddHours(-1));
        await _app.Send(form);
        var last = Known.As([("externalId", "crm:7")], "page.viewed", Then, ("path", "/pricing"));
        await _app.Send(last);

        await IsMadeOf(Ann, crm, both, form, last);
    }

    [Fact]
    public async Task A_lead_that_changes_its_address_goes_on_under_the_new_one()
    {
        var before = Sent.Pricing(Ann, daysAgo: 1);
        await _app.Send(before);
        await _app.Send(Known.As([("email", Ann)], "email.changed", Then.AddHours(-2), ("newEmail", "Ann.Berg@Acme.Example")));
        var late = Sent.Pricing(Ann);
        await _app.Send(late);

        var (status, lead) = await _app.Lead("ann.berg@acme.example");
        Assert.Equal((200, "ann.berg@acme.example"), (status, lead.GetProperty("email").GetString()));
        Assert.Equal(lead.GetProperty("id").GetString(), (await _app.Lead(Ann)).Body.GetProperty("mergedInto").GetString());
        Assert.Equal(60, lead.GetProperty("models")[0].GetProperty("dimensions").GetProperty("engagement").GetInt32(), tolerance: 3);
    }

    [Fact]
    public async Task Two_leads_that_change_to_each_others_address_become_one()
    {
        await _app.Send(
            Known.As([("email", Ann)], "email.changed", Then.AddHours(-2), ("newEmail", Bob)),
            Known.As([("email", Bob)], "email.changed", Then.AddHours(-2), ("newEmail", Ann)));

        string?[] into = [(await _app.Lead(Ann)).Body.GetProperty("mergedInto").GetString(), (await _app.Lead(Bob)).Body.GetProperty("mergedInto").GetString()];
        Assert.Single(into, static id => id is not null);
    }

    private async Task IsMadeOf(string email, params string[] events)
    {
        var (status, explanation) = await _app.Explain(email);
        Assert.Equal(200, status);
        Assert.Equal(_scratch.Explain(events, _app.Clock.GetUtcNow()), RunningApp.WithoutLead(explanation.GetRawText()));
    }
}
