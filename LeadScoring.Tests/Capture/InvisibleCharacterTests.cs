using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Capture;
using LeadScoring.Functions.Leads.Detail;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Import;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;
using LeadScoring.Tests.Sources;
using LeadScoring.Tests.Tracking;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Tests.Capture;

/// <summary>Characters that nobody sees make no second lead, on any way in.</summary>
public sealed class InvisibleCharacterTests
{
    private const string Ann = "ann@acme.example";

    /// <summary>Zero-width space, non-joiner and joiner, byte order mark, word joiner, soft hyphen, marks of direction, embedding, isolate, a tag, a variation selector, a filler.</summary>
    public static TheoryData<string> Invisible =>
        ["\u200B", "\u200C", "\u200D", "\uFEFF", "\u2060", "\u00AD", "\u200E", "\u200F", "\u061C", "\u202A", "\u202C", "\u2066", "\u180E", "\U000E0041", "\uFE0F", "\u3164", "\u034F"];

    [Theory]
    [MemberData(nameof(Invisible))]
    public void Addresses_that_look_alike_are_one_address(string mark)
    {
        foreach (var text in new[] { $"{mark}{Ann}", $"{Ann}{mark}", $"an{mark}n@acme.example", $"ann{mark}@acme.example", $"ann@{mark}acme.example", $"ann@ac{mark}me.example", $" {mark} ANN@acme.example" })
            Assert.Equal(Ann, EmailAddress.TryParse(text, out var address) ? address.Value : null);
    }

    [Theory]
    [InlineData("\u00A0ann@acme.example\u00A0", true)]
    [InlineData("\u3000ann@acme.example\u2003", true)]
    [InlineData("ann\u00A0lee@acme.example", false)]
    [InlineData("ann\u202Flee@acme.example", false)]
    [InlineData("ann@acme\u00A0.example", false)]
    [InlineData("\u200B", false)]
    [InlineData("\u200B@acme.example", false)]
    [InlineData("ann@\uFEFF", false)]
    public void Blanks_around_an_address_are_nothing_and_inside_are_refused(string text, bool isAddress) =>
        Assert.Equal(isAddress, EmailAddress.TryParse(text, out _));

    [Theory]
    [InlineData("crm:12\u200B", "crm:12")]
    [InlineData("\uFEFFcrm:12", "crm:12")]
    [InlineData(" \u200B crm:12", "crm:12")]
    [InlineData("crm:\u00AD12", "crm:12")]
    [InlineData("crm:1\u00A02", "crm:1 2")]
    [InlineData("crm:1\t2", "crm:1 2")]
    [InlineData("crm:1\u00002", "crm:12")]
    [InlineData("Mu\u0308ller", "Müller")]
    [InlineData("crm:𝒳", "crm:𝒳")]
    [InlineData("\u200B\uFEFF", null)]
    [InlineData(" ", null)]
    [InlineData(null, null)]
    public void Ids_that_look_alike_are_one_name(string? text, string? name) => Assert.Equal(name, LeadIdentity.NameOf(text));

    [Theory]
    [InlineData("ann\u200B@acme.example\uFEFF")]
    [InlineData("ann@acme.example")]
    public void Text_is_kept_but_for_what_nobody_sees(string text)
    {
        Assert.Equal(Ann, VisibleText.Of(text));
        Assert.Equal("a\ud800b", VisibleText.Of("a\u200B\ud800b"));
        Assert.Same(Ann, VisibleText.Of(Ann));
    }

    [Fact]
    public void An_event_names_its_lead_without_and_keeps_its_values_as_sent()
    {
        var json = """{ "type": "page.viewed", "lead": { "email": "\u200bann@acme.example", "visitor": "v\u200b-1", "externalId": "\ufeffcrm:1" }, "properties": { "p": "a\u200bb" }, "profile": { "email": "\u200bann@acme.example" } }"""u8.ToArray();

        var captured = Assert.Single(EventParser.Parse(json, null, InMemoryApp.Start).Events).Captured;

        Assert.Equal((Ann, "v-1", "crm:1"), (captured.Lead.Email?.Value, captured.Lead.Visitor, captured.Lead.ExternalId));
        Assert.Equal(("a\u200Bb", "\u200Bann@acme.example"), (captured.Event.Properties["p"].Text, captured.Event.Profile["email"].Text));
    }

    [Fact]
    public void An_id_of_nothing_visible_names_nobody()
    {
        var json = """{ "type": "page.viewed", "lead": { "email": "\u200b", "visitor": "\ufeff", "externalId": "crm:1" } }"""u8.ToArray();
        Assert.Equal(new LeadIdentity(null, null, "crm:1"), Assert.Single(EventParser.Parse(json, null, InMemoryApp.Start).Events).Captured.Lead);

        var nobody = """{ "type": "page.viewed", "lead": { "visitor": "\u200b" } }"""u8.ToArray();
        Assert.Equal("LS-EVENT-004", Assert.Single(Assert.Single(EventParser.Parse(nobody, null, InMemoryApp.Start).Refused).Errors).Code);
    }

    [Fact]
    public async Task A_file_makes_one_lead_of_addresses_that_look_alike()
    {
        var import = new ImportApp();

        var (status, report) = await import.Post(
            $"Email,Job title\n{Ann},Director\n\u200B{Ann},Director Zero\n{Ann}\u00A0,Director Blank\n\"\uFEFF{Ann}\",Director Mark\n\u202A{Ann}\u202C,Director Embedding\nANN@Acme.Example,Director Capitals\n");

        Assert.Equal((202, (6, 6, 0, 0)), (status, ImportApp.Counts(report)));
        Assert.Equal([Ann], import.Hooks.Events.Select(static captured => captured.Lead.Email?.Value).Distinct());
        Assert.Single(import.Hooks.App.Tables[TableNames.Leads].Rows.Select(static row => row.PartitionKey).Distinct());
    }

    [Theory]
    [InlineData("""{ "email": "\u200bann@acme.example", "externalId": "crm:1\ufeff" }""", "crm:1")]
    [InlineData("""{ "page": "/pricing" }""", null)]
    public async Task A_cloud_event_names_its_lead_without_invisible_characters(string data, string? externalId)
    {
        var hooks = new HookApp();
        var context = new DefaultHttpContext();
        context.Request.ContentType = "application/cloudevents+json";
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes($$"""{ "specversion": "1.0", "id": "1", "source": "s", "type": "page.viewed", "subject": "\u200bann@acme.example", "data": {{data}} }"""));

        await InMemoryApp.Read(await hooks.App.Get<CaptureHandler>().Handle(context.Request, default));

        Assert.Equal([(Ann, externalId)], hooks.Events.Select(static captured => (captured.Lead.Email?.Value, captured.Lead.ExternalId)));
    }

    [Fact]
    public async Task A_webhook_names_its_lead_without_invisible_characters()
    {
        var connected = await Connected.To("segment");
        var sent = connected.Fixture.Delivery("identify");
        var body = Encoding.UTF8.GetString(sent.Body).Replace("ivan@lindqvist", "\u200Bivan@lindqvist", StringComparison.Ordinal).Replace("019mr8mf4r", "019mr8mf4r\uFEFF", StringComparison.Ordinal);

        await connected.Post(connected.Sign(sent.With(body: Encoding.UTF8.GetBytes(body))));

        Assert.Equal([("ivan@lindqvist.example", "segment:019mr8mf4r")], connected.Hooks.Events.Select(static captured => (captured.Lead.Email?.Value, captured.Lead.ExternalId)));
    }

    [Fact]
    public async Task A_page_names_its_visitor_without_invisible_characters()
    {
        var track = new TrackApp();

        await track.Post(TrackApp.Event(), TrackApp.Event(members: [("id", "other"), ("lead", new JsonObject { ["visitor"] = TrackApp.Visitor + "\u200B" })]));

        Assert.Equal([TrackApp.Visitor], track.Events.Select(static captured => captured.Lead.Visitor).Distinct());
    }

    [Fact]
    public async Task A_lead_is_found_by_an_address_with_invisible_characters()
    {
        var app = new InMemoryApp();
        await app.Send(Sent.Pricing(Ann), Sent.Pricing("ann@old.example"));
        var id = (await app.Lead(Ann)).Body.GetProperty("id").GetString();

        Assert.Equal(id, (await app.Lead("\u200Bann@acme.example")).Body.GetProperty("id").GetString());
        Assert.Equal(id, (await app.Lead(id + "\uFEFF")).Body.GetProperty("id").GetString());
        var context = new DefaultHttpContext { Request = { Body = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(new { email = "ann@acme.example\u202C" })) } };
        Assert.Equal(id, (await InMemoryApp.Read(await app.Get<FindHandler>().Handle(context.Request, default))).Body.GetProperty("id").GetString());
        Assert.Equal(202, (await app.Merge("ann@old.example", "\uFEFFann@acme.example")).Status);
    }

    [Fact]
    public void Kept_text_names_a_person_whose_id_it_has_with_invisible_characters()
    {
        Assert.True(PersonalText.Names("""{ "externalId": "crm:12\u200b345" }""", ["external:crm:12345"]));
        Assert.True(PersonalText.Names("crm:12\uFEFF345", ["external:crm:12345"]));
        Assert.True(PersonalText.Names("an\u200Bn@acme.example", ["email:ann@acme.example"]));
        Assert.False(PersonalText.Names("crm:12 345", ["external:crm:12345"]));
    }

    [Fact]
    public void A_stored_address_stays_the_one_of_its_lead()
    {
        const string Stored = """{"v":1,"source":"api","id":"e-1","type":"page.viewed","at":"2026-03-01T10:15:00Z","received":"2026-03-01T10:15:01.5Z","hash":"h","email":"ann\u200B@acme.example","visitor":"v\u200B-1"}""";

        var read = StoredEventJson.Read(Encoding.UTF8.GetBytes(Stored));

        Assert.Equal(("ann\u200B@acme.example", "v\u200B-1"), (read.Lead.Email?.Value, read.Lead.Visitor));
        Assert.Equal(Stored, Encoding.UTF8.GetString(StoredEventJson.Write(read)));
    }
}
