using System.Text.Json;
using System.Text.Json.Nodes;

using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Kit.Builders;

namespace LeadScoring.Tests.Tracking;

/// <summary>Somebody who knows an address and can open a web page, against a lead that sales has (docs/guide/track-a-site.md#how-far-it-can-be-trusted).</summary>
public sealed class StrangerTests
{
    private const string Ann = "ann@acme.example";

    private readonly TrackApp _track = new();

    [Fact]
    public async Task A_stranger_replaces_nothing_that_is_proven_and_fills_gaps()
    {
        await Known(("jobTitle", "VP"), ("phone", "+41 61 000 00 00"));

        await Claim(new JsonObject { ["jobTitle"] = "Student", ["phone"] = "0900", ["industry"] = "software" });

        var lead = (await _track.App.Lead(Ann)).Body;
        Assert.Equal(("VP", "+41 61 000 00 00", "software"), (Profile(lead, "jobTitle"), Profile(lead, "phone"), Profile(lead, "industry")));
        Assert.Equal(["industry"], lead.GetProperty("claimed").EnumerateArray().Select(static name => name.GetString()!));
        Assert.False(lead.TryGetProperty("proven", out _));
    }

    [Fact]
    public async Task A_stranger_disqualifies_nobody()
    {
        await _track.App.Publish(SalesModel.With("when: { emailDomain: rival.example }", "when: { jobTitle: { hasWord: student } }"));
        await Known(("jobTitle", "VP"), ("company", "Acme"));
        await _track.App.Send(Sent.Visits(Ann, 3));

        await Claim(new JsonObject { ["jobTitle"] = "Student" });

        Assert.DoesNotContain(_track.App.Topic.Sent, static message => message.Subject == "lead.disqualified");
        Assert.Equal("qualified", Model((await _track.App.Lead(Ann)).Body).GetProperty("stage").GetString());
    }

    [Fact]
    public async Task Somebody_made_up_goes_nowhere_until_something_proves_them()
    {
        await _track.App.Publish(SalesModel.Yaml);
        await Claim(new JsonObject { ["jobTitle"] = "VP", ["company"] = "Acme" });
        for (var visit = 0; visit < 3; visit++)
            await _track.Post(TrackApp.Event(members: [("id", $"visit-{visit}"), ("properties", new JsonObject { ["path"] = "/pricing" })]));
        await _track.App.Work();

        var lead = (await _track.App.Lead(Ann)).Body;
        Assert.Equal(("needs-proof", "nurture"), (Model(lead).GetProperty("route").GetString(), Model(lead).GetProperty("stage").GetString()));
        Assert.False(lead.GetProperty("proven").GetBoolean());
        Assert.DoesNotContain(_track.App.Topic.Sent, static message => message.Subject == "lead.qualified");
        Assert.Equal(1, (await _track.App.Leads("?route=needs-proof")).Body.GetProperty("leads").GetArrayLength());

        await _track.App.Send(Sent.Event(Ann, "webinar.attended"));

        var qualified = Assert.Single(_track.App.Topic.Sent, static message => message.Subject == "lead.qualified").Body.GetProperty("data");
        Assert.False(qualified.GetProperty("lead").TryGetProperty("proven", out _));
        Assert.Equal((95, 0), (qualified.GetProperty("score").GetInt32(), qualified.GetProperty("provenScore").GetInt32()));
    }

    [Fact]
    public async Task A_flood_of_invented_people_hands_nobody_to_sales()
    {
        await _track.App.Publish(SalesModel.Yaml);
        var taken = 0;
        for (var person = 0; person < 60; person++)
        {
            var lead = new JsonObject { ["visitor"] = $"{person:x32}", ["email"] = $"person-{person}@acme.example" };
            var named = TrackApp.Event("lead.identified", ("id", $"named-{person}"), ("lead", lead), ("properties", new JsonObject()), ("profile", new JsonObject { ["jobTitle"] = "VP", ["company"] = "Acme" }));
            taken += (await _track.Post(named)).Status == 202 ? 1 : 0;
            var visits = Enumerable.Range(0, 3).Select(visit => TrackApp.Event(members: [("id", $"visit-{person}-{visit}"), ("lead", new JsonObject { ["visitor"] = $"{person:x32}" }), ("properties", new JsonObject { ["path"] = "/pricing" })]));
            await _track.Post([.. visits]);
        }

        await Known(("jobTitle", "VP"), ("company", "Acme"));
        await _track.App.Send(Sent.Visits(Ann, 3));
        await _track.App.Work();

        Assert.Equal(Functions.Tracking.IdentifyLimits.Usual.Address, taken);
        Assert.Equal(_track.App.IdOf(Ann), Assert.Single(_track.App.Topic.Sent, static message => message.Subject == "lead.qualified").SessionId);
    }

    [Fact]
    public async Task A_hand_off_has_the_score_without_claims_and_the_explanation_names_them()
    {
        await _track.App.Publish(SalesModel.Yaml);
        await Known(("jobTitle", "VP"), ("company", "Acme"));
        await _track.App.Send(Sent.Visits(Ann, 1));
        await Claim([]);
        await _track.Post(TrackApp.Event(members: [("id", "visit"), ("properties", new JsonObject { ["path"] = "/pricing" })]));
        await _track.App.Work();

        var qualified = Assert.Single(_track.App.Topic.Sent, static message => message.Subject == "lead.qualified").Body.GetProperty("data");
        Assert.Equal((80, 65), (qualified.GetProperty("score").GetInt32(), qualified.GetProperty("provenScore").GetInt32()));
        var explained = (await _track.App.Explain(Ann, "?model=sales")).Body;
        Assert.Equal((80, 65), (explained.GetProperty("score").GetProperty("shown").GetInt32(), explained.GetProperty("provenScore").GetInt32()));
        var lines = explained.GetProperty("ledger").EnumerateArray().ToDictionary(static line => line.GetProperty("rule").GetString()!, StringComparer.Ordinal);
        Assert.Equal((2, 1), (lines["pricing"].GetProperty("matches").GetInt64(), lines["pricing"].GetProperty("claimed").GetInt64()));
        Assert.False(lines["title"].TryGetProperty("claimed", out _));
        Assert.Contains(
            (await _track.App.Timeline(Ann)).Body.GetProperty("entries").EnumerateArray(),
            static entry => entry.TryGetProperty("flags", out var flags) && flags.EnumerateArray().Any(static flag => flag.GetString() == "claimed"));
    }

    [Theory]
    [InlineData("""{ "type": "sales.accepted", "lead": { "visitor": "v-1" } }""")]
    [InlineData("""{ "type": "email.unsubscribed", "lead": { "visitor": "v-1" } }""")]
    [InlineData("""{ "type": "system.note", "lead": { "visitor": "v-1" } }""")]
    public async Task What_only_others_know_needs_a_name_that_proves_something(string e)
    {
        var answer = await new Kit.Drivers.InMemoryHttp(_track.App).Send("POST", "/api/v1/events", request => request.Body = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(e)));

        Assert.Equal(400, answer.Status);
        Assert.Contains("LS-EVENT-024", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_hundred_columns_push_out_nothing_well_known_and_are_named_in_the_answer()
    {
        var profile = new JsonObject { ["jobTitle"] = "VP", ["company"] = "Acme", ["employees"] = "800" };
        for (var column = 0; column < 200; column++)
            profile[$"Custom_Field_{column:D3}"] = "x";
        var body = new JsonObject { ["type"] = "profile.updated", ["lead"] = new JsonObject { ["email"] = Ann }, ["profile"] = profile }.ToJsonString();

        var answer = await new Kit.Drivers.InMemoryHttp(_track.App).Send("POST", "/api/v1/events", request => request.Body = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(body)));
        await _track.App.Work();

        using var taken = JsonDocument.Parse(answer.Text);
        string[] leftOut = [.. taken.RootElement.GetProperty("events")[0].GetProperty("leftOut").EnumerateArray().Select(static name => name.GetString()!)];
        Assert.Equal(["Custom_Field_196", "Custom_Field_197", "Custom_Field_198", "Custom_Field_199"], leftOut.AsEnumerable());
        var lead = (await _track.App.Lead(Ann)).Body;
        Assert.Equal(("VP", "Acme", "800"), (Profile(lead, "jobTitle"), Profile(lead, "company"), Profile(lead, "employees")));
        Assert.Equal(leftOut.AsEnumerable(), lead.GetProperty("leftOut").EnumerateArray().Select(static name => name.GetString()!));
    }

    [Fact]
    public async Task A_version_from_before_the_gate_goes_without_it_until_the_next_publish_says_so()
    {
        await _track.App.Publish(SalesModel.Yaml);
        var models = _track.App.Tables[TableNames.Models];
        var row = models.Rows.Single(static row => row.ContainsKey("semantics"));
        row.Remove("semantics");
        await models.Upsert(row, default);
        _track.App.Get<Functions.Models.ModelCatalog>().Forget();
        await Claim(new JsonObject { ["jobTitle"] = "VP", ["company"] = "Acme" });
        await _track.Post(TrackApp.Event(members: [("id", "1"), ("properties", new JsonObject { ["path"] = "/pricing" })]), TrackApp.Event(members: [("id", "2"), ("properties", new JsonObject { ["path"] = "/pricing" })]));
        await _track.App.Work();
        Assert.Equal("warm", Model((await _track.App.Lead(Ann)).Body).GetProperty("route").GetString());

        var first = await Publish();
        var second = await Publish(SalesModel.Yaml + "# reviewed\n");

        Assert.Contains("gates: { proven: false }", first.GetProperty("note").GetString(), StringComparison.Ordinal);
        Assert.False(second.TryGetProperty("note", out _));
    }

    [Fact]
    public async Task A_lead_that_an_older_app_harmed_heals_on_its_next_visit()
    {
        await _track.App.Publish(SalesModel.Yaml);
        await Known(("jobTitle", "VP"), ("company", "Acme"));
        // As the release before left it: names that sort first took all places, and its state was of schema 1.
        var leads = _track.App.Tables[TableNames.Leads];
        var row = (await leads.Find(_track.App.IdOf(Ann), RowKeys.Lead, default))!;
        var state = JsonNode.Parse(row.GetBytes("d")!)!.AsObject();
        state["schema"] = 1;
        row.SetBytes("d", JsonSerializer.SerializeToUtf8Bytes(state));
        row.SetBytes("p", """{"schema":1,"attributes":{"Custom_Field_000":{"value":"x","at":"2026-03-01T12:00:00Z","source":"api","id":"1","bytes":17}},"leftOut":["company","email","jobTitle"],"cutFrom":"company"}"""u8);
        await leads.Upsert(row, default);
        Assert.Equal(JsonValueKind.Undefined, (await _track.App.Lead(Ann)).Body.GetProperty("profile").TryGetProperty("jobTitle", out var lost) ? lost.ValueKind : default);

        await _track.App.Send(Sent.Pricing(Ann));

        var lead = (await _track.App.Lead(Ann)).Body;
        Assert.Equal(("VP", "Acme"), (Profile(lead, "jobTitle"), Profile(lead, "company")));
        Assert.False(lead.TryGetProperty("leftOut", out _));
        Assert.Equal(100, Model(lead).GetProperty("dimensions").GetProperty("fit").GetInt32());
        var healed = LeadRows.ReadState((await leads.Find(_track.App.IdOf(Ann), RowKeys.Lead, default))!);
        Assert.Equal(healed.LeastSchema, healed.Schema);
    }

    private async Task<JsonElement> Publish(string text = SalesModel.Yaml)
    {
        var http = new Kit.Drivers.InMemoryHttp(_track.App);
        Assert.Equal(200, (await http.Send("PUT", "/api/v1/models/sales", request => request.Body = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)))).Status);
        var published = await http.Send("POST", "/api/v1/models/sales/publish", static request => request.Body = new MemoryStream("""{"author":"ann","reason":"test"}"""u8.ToArray()));
        Assert.Equal(202, published.Status);
        using var answer = JsonDocument.Parse(published.Text);
        return answer.RootElement.Clone();
    }

    private async Task Known(params (string Name, string Value)[] profile)
    {
        var e = JsonNode.Parse(Sent.Event(Ann, "profile.updated"))!;
        e["profile"] = new JsonObject(profile.Select(static field => KeyValuePair.Create(field.Name, (JsonNode?)field.Value)));
        await _track.App.Send(e.ToJsonString());
    }

    private async Task Claim(JsonObject profile)
    {
        Assert.Equal(202, (await _track.Post(TrackApp.Identified(Ann, profile))).Status);
        await _track.App.Work();
    }

    private static string? Profile(JsonElement lead, string name) => lead.GetProperty("profile").GetProperty(name).GetString();

    private static JsonElement Model(JsonElement lead) => lead.GetProperty("models")[0];
}
