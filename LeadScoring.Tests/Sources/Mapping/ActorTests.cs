using System.Text;
using System.Text.Json;
using LeadScoring.Domain.Leads;

namespace LeadScoring.Tests.Sources.Mapping;

/// <summary>An event is its actor's: not another person's whom it names, and not an account's (docs/reference/sources.md#who-acts).</summary>
public sealed class ActorTests
{
    private const string Crawler = "Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15 (Applebot/0.1; +http://www.apple.com/go/applebot)";

    [Theory]
    [InlineData("track")]
    [InlineData("page")]
    [InlineData("screen")]
    public async Task An_address_in_the_properties_of_a_Segment_event_is_not_its_leads(string type)
    {
        var captured = Assert.Single(await Taken("segment", $$"""{ "type": "{{type}}", "messageId": "m1", "anonymousId": "an-1", "userId": "u-1", "timestamp": "2026-03-01T09:00:00Z", "event": "Teammate Invited", "properties": { "email": "finn@northmill.example", "role": "viewer" } }"""));

        Assert.Equal((null, "an-1", "segment:u-1"), (captured.Lead.Email?.Value, captured.Lead.Visitor, captured.Lead.ExternalId));
        Assert.Equal("viewer", captured.Event.Properties["role"].Text);
        Assert.Equal("", captured.Event.Profile["email"].Text ?? "");
    }

    [Fact]
    public async Task The_traits_of_the_context_are_the_actors_in_every_Segment_event()
    {
        var captured = Assert.Single(await Taken("segment", """{ "type": "track", "messageId": "m1", "userId": "u-1", "timestamp": "2026-03-01T09:00:00Z", "event": "Invited", "properties": { "email": "finn@northmill.example" }, "context": { "traits": { "email": "eva@northmill.example", "title": "Planner", "firstName": "Eva" } } }"""));

        Assert.Equal("eva@northmill.example", captured.Lead.Email?.Value);
        Assert.Equal(("Planner", "Eva"), (captured.Event.Profile["jobTitle"].Text, captured.Event.Profile["firstName"].Text));
    }

    [Fact]
    public async Task The_traits_of_a_Segment_group_are_an_accounts()
    {
        var captured = Assert.Single(await Taken("segment", """{ "type": "group", "messageId": "m1", "userId": "u-1", "groupId": "g-1", "timestamp": "2026-03-01T09:00:00Z", "traits": { "name": "Northmill", "email": "office@northmill.example", "phone": "+49 30 1234567", "industry": "paper", "employees": 800, "plan": "team" }, "context": { "traits": { "email": "eva@northmill.example" } } }"""));

        Assert.Equal("eva@northmill.example", captured.Lead.Email?.Value);
        Assert.Equal(["company", "email", "employees", "industry"], captured.Event.Profile.Select(static field => field.Key).Order(StringComparer.Ordinal));
        Assert.Equal("Northmill", captured.Event.Profile["company"].Text);
        Assert.Equal(("g-1", "team", "Northmill"), (captured.Event.Properties["group"].Text, captured.Event.Properties["plan"].Text, captured.Event.Properties["name"].Text));
    }

    [Theory]
    [InlineData("page", Crawler, 0)]
    [InlineData("track", Crawler, 0)]
    [InlineData("identify", Crawler, 0)]
    [InlineData("delete", Crawler, 1)]
    [InlineData("page", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", 1)]
    public async Task What_a_crawler_does_is_acknowledged_by_Segments_hook_and_not_kept(string type, string userAgent, int kept)
    {
        var captured = await Taken("segment", $$"""{ "type": "{{type}}", "messageId": "m1", "anonymousId": "bot-1", "userId": "u-1", "timestamp": "2026-03-01T09:00:00Z", "context": { "userAgent": "{{userAgent}}" } }""", """{ "secrets": [ { "name": "First" }, { "name": "InUrl", "use": "url" } ], "may": [ "privacy.deleted" ], "trust": "proven" }""");

        Assert.Equal(kept, captured.Count);
        Assert.All(captured, one => Assert.Equal(userAgent, one.Event.Properties["userAgent"].Text));
    }

    [Theory]
    [InlineData("mandrill", "mandrill_events=[{\"event\":\"inbound\",\"ts\":1772355600,\"msg\":{\"email\":\"sales@planner.example\",\"from_email\":\"eva@northmill.example\"}}]")]
    [InlineData("mailgun", "{\"signature\":{\"timestamp\":\"0\",\"token\":\"t1\",\"signature\":\"0\"},\"event-data\":{\"id\":\"e1\",\"event\":\"stored\",\"timestamp\":1772355600,\"recipient\":\"sales@planner.example\"}}")]
    [InlineData("brevo", "{\"event\":\"inboundEmailProcessed\",\"email\":\"sales@planner.example\",\"ts_epoch\":1772355600000}")]
    [InlineData("postmark", "{\"RecordType\":\"Inbound\",\"From\":\"eva@northmill.example\",\"Recipient\":\"sales@planner.example\",\"MessageID\":\"m1\"}")]
    public async Task Mail_that_we_receive_makes_no_lead_of_our_own_mailbox(string source, string body) => Assert.Empty(await Taken(source, body));

    [Theory]
    [InlineData("admin", "profile.updated")]
    [InlineData("contact", "email.subscribed")]
    public async Task A_contact_whom_an_administrator_adds_has_not_subscribed(string by, string type)
    {
        var captured = Assert.Single(await Taken("activecampaign", $"type=subscribe&date_time=2026-03-01T09:00:00Z&initiated_by={by}&list=1&contact[id]=7&contact[email]=ann%40northmill.example"));

        Assert.Equal((type, by), (captured.Event.Type, captured.Event.Properties["initiatedBy"].Text));
    }

    private static async Task<IReadOnlyList<StoredEvent>> Taken(string source, string body, string? connection = null)
    {
        var connected = await Connected.To(source);
        if (connection is not null)
            await connected.Connect(connection);
        var answer = await connected.Post(connected.Sign(connected.Bare.With(body: Encoding.UTF8.GetBytes(body))));
        Assert.Equal((connected.Taken, 0), (answer.Status, answer.Count("rejected")));
        using var json = JsonDocument.Parse(answer.Text);
        Assert.Equal(json.RootElement.GetProperty("accepted").GetInt32(), connected.Hooks.Events.Count);
        return connected.Hooks.Events;
    }
}
