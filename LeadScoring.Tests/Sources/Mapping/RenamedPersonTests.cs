using System.Text;
using System.Text.Json;

using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Sources.Mapping;

/// <summary>Platforms change addresses, merge people and empty values: the lead is one person before and after (docs/reference/sources.md#people-who-are-renamed-or-merged).</summary>
public sealed class RenamedPersonTests
{
    private const string Dora = "dora@northmill.example";

    [Fact]
    public async Task HubSpot_tells_the_address_of_a_contact_and_its_change()
    {
        var hubspot = await Connected.To("hubspot");
        await Post(hubspot, Change(1, 7, "email", "\"\""), Change(2, 7, "email", $"\"{Dora}\""), Change(3, 7, "jobtitle", "\"Director Operations\""));

        Assert.Equal(["profile.updated", "email.changed", "profile.updated"], Taken(hubspot).Select(static captured => captured.Event.Type));
        Assert.Equal([null, Dora, null], Taken(hubspot).Select(static captured => captured.Event.Properties["newEmail"].Text));
        Assert.All(Taken(hubspot), static captured => Assert.Equal("hubspot:557:7", captured.Lead.ExternalId));

        var app = hubspot.Hooks.App;
        await app.Send(Known.As([("email", Dora)], "form.submitted", InMemoryApp.Start, ("form", "roi")));
        var (_, lead) = await app.Lead(Dora);
        Assert.Equal("Director Operations", lead.GetProperty("profile").GetProperty("jobTitle").GetString());
        Assert.Equal(Dora, lead.GetProperty("profile").GetProperty("email").GetString());

        await Post(hubspot, Change(4, 7, "email", "\"dora@new.example\""));
        await app.Work();
        Assert.Equal(await EndOf(app, app.IdOf("dora@new.example")), await EndOf(app, app.IdOf(Dora)));
        Assert.Equal("dora@new.example", (await app.Lead("dora@new.example")).Body.GetProperty("email").GetString());
    }

    [Fact]
    public async Task HubSpot_empties_a_property()
    {
        var hubspot = await Connected.To("hubspot");
        await Post(hubspot, Change(1, 8, "current_tool", "\"rivalsoft\""), Change(2, 8, "current_tool", "\"\""), Change(3, 8, "hs_lead_status", "null"));

        Assert.Equal([[], ["currentTool"], ["leadStatus"]], Taken(hubspot).Select(static captured => captured.Event.Cleared.ToArray()));
        await hubspot.Hooks.App.Work();
        var (_, lead) = await hubspot.Hooks.App.Lead(Id(hubspot, 8));
        Assert.False(lead.GetProperty("profile").TryGetProperty("currentTool", out _));
    }

    [Fact]
    public async Task HubSpot_merges_contacts_under_a_new_id()
    {
        var hubspot = await Connected.To("hubspot");
        var app = hubspot.Hooks.App;
        await Post(hubspot, Change(1, 7, "email", $"\"{Dora}\""), Change(2, 8, "email", "\"d.mill@northmill.example\""), Change(3, 9, "jobtitle", "\"Director\""));
        await app.Work();
        await Post(hubspot, """{ "eventId": 5, "portalId": 557, "occurredAt": 1772355700000, "subscriptionType": "contact.merge", "primaryObjectId": 7, "mergedObjectIds": [ 8, 9 ], "newObjectId": 11, "numberOfPropertiesMoved": 3 }""");
        Assert.Equal(3, Taken(hubspot).Count(static captured => captured.Event.Type == "identity.merged"));
        await app.Work();
        await Post(hubspot, Change(6, 11, "company", "\"Northmill\""));
        await app.Work();

        foreach (var lead in new[] { Id(hubspot, 7), Id(hubspot, 8), Id(hubspot, 9), Id(hubspot, 11), app.IdOf("d.mill@northmill.example") })
            Assert.Equal(app.IdOf(Dora), await EndOf(app, lead));
        var profile = (await app.Lead(Dora)).Body.GetProperty("profile");
        Assert.Equal(("Director", "Northmill"), (profile.GetProperty("jobTitle").GetString(), profile.GetProperty("company").GetString()));
    }

    [Fact]
    public async Task A_merge_of_contacts_of_whom_no_address_is_known_is_one_of_leads_too()
    {
        var hubspot = await Connected.To("hubspot");
        var app = hubspot.Hooks.App;
        await Post(hubspot, """{ "eventId": 5, "portalId": 557, "occurredAt": 1772355700000, "subscriptionType": "contact.merge", "primaryObjectId": 7, "mergedObjectIds": [ 8 ], "newObjectId": 11 }""");
        await Post(hubspot, Change(1, 8, "jobtitle", "\"Director\""), Change(6, 11, "company", "\"Northmill\""), Change(7, 11, "email", $"\"{Dora}\""));
        await app.Work();

        var profile = (await app.Lead(Dora)).Body.GetProperty("profile");
        Assert.Equal(("Director", "Northmill"), (profile.GetProperty("jobTitle").GetString(), profile.GetProperty("company").GetString()));
    }

    [Fact]
    public async Task A_connection_that_may_not_merge_people_keeps_the_merge_in_rejected()
    {
        var hubspot = await Connected.To("hubspot");
        await hubspot.Connect("""{ "secrets": [ { "name": "First" } ], "may": [] }""");
        var answer = await hubspot.Post(hubspot.Sign(hubspot.Bare.With(body: Encoding.UTF8.GetBytes("""[{ "eventId": 5, "portalId": 557, "occurredAt": 1772355700000, "subscriptionType": "contact.merge", "primaryObjectId": 7, "mergedObjectIds": [ 8 ], "newObjectId": 11 }]"""))));

        Assert.Equal(2, answer.Count("rejected"));
        Assert.Empty(Taken(hubspot));
    }

    [Fact]
    public async Task An_alias_of_Segment_says_whose_browser_it_was()
    {
        var segment = await Connected.To("segment");
        await segment.Post(segment.Sign(segment.Bare.With(body: """{ "type": "alias", "messageId": "m1", "previousId": "an-1", "userId": "u-1", "timestamp": "2026-03-01T09:00:00Z" }"""u8.ToArray())));

        var captured = Assert.Single(Taken(segment));
        Assert.Equal(("lead.identified", "an-1", "segment:u-1"), (captured.Event.Type, captured.Lead.Visitor, captured.Lead.ExternalId));
    }

    private static string Change(int id, int contact, string name, string value) =>
        $$"""{ "eventId": {{id}}, "subscriptionId": 9, "portalId": 557, "appId": 7, "occurredAt": {{1772355600000 + id}}, "subscriptionType": "contact.propertyChange", "attemptNumber": 0, "objectId": "{{contact}}", "changeSource": "CRM", "propertyName": "{{name}}", "propertyValue": {{value}} }""";

    private static async Task Post(Connected source, params string[] events)
    {
        var answer = await source.Post(source.Sign(source.Bare.With(body: Encoding.UTF8.GetBytes($"[{string.Join(',', events)}]"))));
        Assert.Equal((source.Taken, 0), (answer.Status, answer.Count("rejected")));
    }

    private static IReadOnlyList<StoredEvent> Taken(Connected source) => source.Hooks.Events;

    private static string Id(Connected source, int contact) => source.Hooks.App.Get<LeadIds>().OfName($"external:hubspot:557:{contact}");

    private static async Task<string?> EndOf(InMemoryApp app, string lead)
    {
        var (_, body) = await app.Lead(lead);
        return body.TryGetProperty("mergedInto", out var into) && into.ValueKind == JsonValueKind.String ? await EndOf(app, into.GetString()!) : body.GetProperty("id").GetString();
    }
}
