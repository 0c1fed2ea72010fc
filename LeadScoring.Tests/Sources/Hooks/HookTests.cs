using System.Text;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Sources.Hooks;
using LeadScoring.Functions.Storage;
using LeadScoring.Local.Sending;
using LeadScoring.Tests.Samples;

namespace LeadScoring.Tests.Sources.Hooks;

/// <summary>What a hook answers, whatever the source.</summary>
public sealed class HookTests
{
    [Fact]
    public async Task Each_connection_has_its_own_rate_and_unknown_ones_share_one()
    {
        var connected = await Connected.To("typeform", rate: new HookRate(2, 1, TimeSpan.FromHours(1)));
        await connected.Hooks.Put("typeform", "other", connected.Fixture.Connection);
        var delivery = connected.Sign(connected.Bare);

        Assert.Equal(202, (await connected.Post(delivery)).Status);
        Assert.Equal(202, (await connected.Post(delivery)).Status);
        var third = await connected.Post(delivery);
        Assert.Equal(429, third.Status);
        Assert.True(int.Parse(third.Headers.RetryAfter.ToString(), System.Globalization.CultureInfo.InvariantCulture) > 0);
        Assert.Equal(202, (await connected.Hooks.Post("typeform", "other", delivery)).Status);
        var unknown = new List<int> { (await Unknown("a")).Status, (await Unknown("b")).Status, (await Unknown("c")).Status };
        Assert.Equal([401, 401, 429], unknown);

        Task<HookReply> Unknown(string id) => connected.Hooks.Post("typeform", id, delivery);
    }

    [Fact]
    public async Task A_missing_secret_is_a_refusal_and_the_delivery_is_taken_later()
    {
        var connected = await Connected.To("typeform");
        var secret = connected.Hooks.App.Secrets["First"];
        connected.Hooks.App.Secrets.Clear();
        Assert.Equal(401, (await connected.Post(connected.Sign(connected.Bare))).Status);

        connected.Hooks.App.Secrets["First"] = secret;

        Assert.Equal(202, (await connected.Post(connected.Sign(connected.Bare))).Status);
    }

    [Fact]
    public async Task A_damaged_connection_is_503_and_the_others_go_on()
    {
        var connected = await Connected.To("typeform");
        await connected.Hooks.App.Tables[TableNames.Sources].Upsert(new Azure.Data.Tables.TableEntity("connection", "typeform:broken") { ["d"] = "{"u8.ToArray() }, default);

        Assert.Equal(503, (await connected.Hooks.Post("typeform", "broken", connected.Sign(connected.Bare))).Status);
        Assert.Equal(202, (await connected.Post(connected.Sign(connected.Bare))).Status);
    }

    [Fact]
    public async Task Names_that_lead_nowhere_cost_storage_no_more_than_one_connection()
    {
        var connected = await Connected.To("typeform");
        await connected.Post(connected.Bare);
        connected.Hooks.App.Operations.Reset();

        for (var number = 0; number < 50; number++)
            await connected.Hooks.Post("typeform", $"nobody-{number}", connected.Sign(connected.Bare));

        // Their number is saved once a minute, as that of a connection.
        Assert.Equal(2, connected.Hooks.App.Operations.Total);
        Assert.Equal(50, (await connected.Hooks.Sources()).Body.GetProperty("nowhere").GetProperty("refused").GetInt32());
    }

    [Fact]
    public async Task Mandrill_is_answered_before_its_key_is_known_and_nothing_is_stored()
    {
        var connected = await Connected.To("mandrill");
        connected.Hooks.App.Secrets.Clear();
        var ping = connected.Fixture.Delivery(Cell.EmptyBatch).With(body: "mandrill_events=%5B%5D"u8.ToArray());

        Assert.Equal(200, (await connected.Post(connected.Sign(ping, "test-webhook"))).Status);
        Assert.Equal(401, (await connected.Post(connected.Sign(connected.Bare, "test-webhook"))).Status);
        Assert.Empty(connected.Hooks.Events);
        // The key of the test is public: its answer does not tell whether the connection exists.
        var elsewhere = new Vendor(connected.Way, HookApp.AddressOf("mandrill", "nobody")).Sign(ping, "test-webhook", null, connected.Hooks.App.Clock.GetUtcNow());
        Assert.Equal(200, (await connected.Hooks.Post("mandrill", "nobody", elsewhere)).Status);
    }

    [Fact]
    public async Task A_token_of_mailgun_is_good_for_one_content()
    {
        var connected = await Connected.To("mailgun");
        var first = connected.Sign(connected.Bare);
        var other = first.With(body: Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(first.Body).Replace("clicked", "opened", StringComparison.Ordinal)));

        Assert.Equal(200, (await connected.Post(first)).Status);
        Assert.Equal(401, (await connected.Post(other)).Status);
        Assert.Equal(200, (await connected.Post(first)).Status);
        Assert.Single(connected.Hooks.Events);
    }

    [Fact]
    public async Task The_address_covers_the_parts_of_a_Segment_batch_that_are_not_signed()
    {
        var connected = await Connected.To("segment");
        var signed = connected.Sign(connected.Fixture.Delivery("batch"));
        var longer = signed.With(body: [.. signed.Body.AsSpan()[..^1], .. """,{"type":"track","messageId":"m-9","userId":"x"}]"""u8]);

        Assert.Equal(401, (await connected.Post(longer.With(query: ""))).Status);
        Assert.Equal(401, (await connected.Post(signed.With(query: "?key=another"))).Status);
        Assert.Equal(202, (await connected.Post(signed)).Status);
    }

    [Fact]
    public async Task The_signed_address_is_the_configured_one_as_HubSpot_unescapes_it()
    {
        var connected = await Connected.To("hubspot");
        var signed = connected.Sign(connected.Bare.With(query: "?to=a%2Fb%20c%3A%c3%a9"));

        Assert.Equal(202, (await connected.Post(signed)).Status);
        Assert.Equal(401, (await connected.Post(signed.With(query: "?to=a%2Fb%20d%3A%c3%a9"))).Status);
    }

    [Fact]
    public async Task An_origin_that_the_connection_lists_may_deliver_cloud_events()
    {
        var connected = await Connected.To("generic");

        Assert.Equal("eventemitter.example.com", await Allowed(Connected.Id, "EventEmitter.example.com"));
        Assert.Equal("", await Allowed(Connected.Id, "other.example.com"));
        Assert.Equal("", await Allowed("nobody", "eventemitter.example.com"));

        async Task<string> Allowed(string id, string origin) =>
            (await connected.Hooks.Send("OPTIONS", "generic", id, new Delivery([]) { Headers = { ["WebHook-Request-Origin"] = origin } })).Headers["WebHook-Allowed-Origin"].ToString();
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task An_open_by_a_machine_scores_nothing_under_the_sample_model(bool isMachine, int lines)
    {
        var connected = await Connected.To("sendgrid");
        var model = await File.ReadAllTextAsync(Path.Combine(SampleFiles.Root, "models", "b2b-saas.yaml"));
        await connected.Hooks.App.Publish(model[model.IndexOf("model: ", StringComparison.Ordinal)..]);
        var open = $$"""[{"email":"ann@northmill.example","timestamp":1772355600,"event":"open","sg_event_id":"o1","sg_machine_open":{{(isMachine ? "true" : "false")}}}]""";

        await connected.Post(connected.Sign(connected.Bare.With(body: Encoding.UTF8.GetBytes(open))));
        await connected.Hooks.App.Work();

        var explained = (await connected.Hooks.App.Explain("ann@northmill.example", "?model=b2b-saas")).Body;
        Assert.Equal(lines, explained.GetProperty("ledger").EnumerateArray().Count(static line => line.GetProperty("matches").GetInt32() > 0 && line.GetProperty("newestDay").ValueKind == System.Text.Json.JsonValueKind.String));
    }

    [Fact]
    public async Task An_event_that_is_rejected_for_its_time_is_erased_with_its_lead()
    {
        var connected = await Connected.To("sendgrid");

        await connected.Post(connected.Sign(connected.Bare.With(body: """[{"email":"ann@northmill.example","timestamp":"soon","event":"open","sg_event_id":"o1"}]"""u8.ToArray())));

        var row = Assert.Single(connected.Hooks.App.Tables[TableNames.Rejected].Rows);
        Assert.Equal(("LS-HOOK-005", connected.Hooks.App.IdOf("ann@northmill.example")), (row.GetString("code"), row.GetString("lead")));
    }

    [Fact]
    public async Task A_delivery_at_a_later_attempt_is_the_same_event()
    {
        var connected = await Connected.To("hubspot");
        await connected.Post(connected.Sign(connected.Fixture.Delivery("contact events")));

        var again = await connected.Post(connected.Sign(connected.Fixture.Delivery("the same at a later attempt")));

        Assert.Equal((0, 1), (again.Count("accepted"), again.Count("duplicates")));
    }
}
