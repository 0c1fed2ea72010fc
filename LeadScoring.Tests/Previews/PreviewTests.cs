using System.Globalization;

using LeadScoring.Domain.Events;
using LeadScoring.Domain.Previews;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Previews;
using LeadScoring.Functions.Publishing;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Previews;

/// <summary>What publishing a draft would do to the leads.</summary>
public sealed class PreviewTests
{
    private readonly InMemoryApp _app = new();
    private readonly PublishDriver _driver;

    public PreviewTests() => _driver = new PublishDriver(_app);

    [Fact]
    public async Task A_preview_says_who_moves_and_why()
    {
        await _app.Publish(SalesModel.Yaml);
        await Tell("ann@acme.example", "VP Sales");
        await _app.Send(Sent.Visits("ann@acme.example", 2));
        await Tell("bob@acme.example", "Manager");
        await _driver.Save(SalesModel.With("points: 3, signal", "points: 4, signal"));

        var preview = await _driver.Preview("""{ "capacity": 4 }""");

        Assert.Equal(("done", 1, 256, 2, 0), (preview.GetProperty("state").GetString(), preview.GetProperty("against").GetInt32(), preview.GetProperty("buckets").GetInt32(), preview.GetProperty("tried").GetInt32(), preview.GetProperty("unreadable").GetInt32()));
        Assert.Equal("Hands off 1 lead at once; about 0.3 a week from then on.", preview.GetProperty("says").GetString());
        var handOffs = preview.GetProperty("handOffs");
        Assert.Equal((1, 4, 0.3m), (handOffs.GetProperty("atOnce").GetProperty("number").GetInt32(), handOffs.GetProperty("capacity").GetInt32(), handOffs.GetProperty("weeksOfWork").GetDecimal()));
        Assert.Equal([0, 0, 0, 1], handOffs.GetProperty("weeks").EnumerateArray().Select(static week => week.GetInt32()));
        // Ann is a warm A2 with 6 of 10 points, and becomes a hot A1 with 8; Bob stays a B4.
        Assert.Equal(["A1 0 1 1 0", "A2 1 0 0 1", "B4 1 1 0 0"], Places(preview, "grades"));
        Assert.Equal(["hot 0 1 1 0", "nurture 1 1 0 0", "warm 1 0 0 1"], Places(preview, "routes"));
        var ann = Assert.Single(preview.GetProperty("changed").EnumerateArray());
        Assert.Equal((_app.IdOf("ann@acme.example"), "A2", "A1"), (ann.GetProperty("lead").GetString(), ann.GetProperty("before").GetProperty("grade").GetString(), ann.GetProperty("after").GetProperty("grade").GetString()));
        Assert.Equal(["lead.upgraded"], ann.GetProperty("decisions").EnumerateArray().Select(static decision => decision.GetString()));
        Assert.Equal(["pricing: +8 instead of +6"], ann.GetProperty("reasons").EnumerateArray().Select(static reason => reason.GetString()));
    }

    [Fact]
    public async Task A_model_that_was_never_published_is_tried_over_the_log()
    {
        await Tell("ann@acme.example", "CRO", employees: 900);
        await Tell("eve@rival.example", "CRO", employees: 900);

        var preview = await _driver.Preview(System.Text.Json.JsonSerializer.Serialize(new { yaml = SalesModel.Yaml }));

        Assert.False(preview.TryGetProperty("against", out _));
        Assert.Equal(1, preview.GetProperty("handOffs").GetProperty("atOnce").GetProperty("number").GetInt32());
        Assert.Equal(1, preview.GetProperty("decisions").GetProperty("lead.disqualified").GetInt32());
        Assert.Equal(2, preview.GetProperty("changed").GetArrayLength());
    }

    [Fact]
    public async Task Who_was_erased_or_merged_is_left_out_and_who_is_erased_later_is_not_listed()
    {
        await _app.Publish(SalesModel.Yaml);
        foreach (var name in (string[])["ann", "bob", "cid", "dan"])
            await Tell($"{name}@acme.example", "VP Sales");
        await _app.Erase("bob@acme.example");
        await _app.Merge("cid@acme.example", "ann@acme.example");
        await _app.Work();
        await _driver.Save(SalesModel.With("points: 10 }", "points: 6 }"));

        var preview = await _driver.Preview();
        await _app.Erase("dan@acme.example");
        await _app.Work();
        var (_, later) = await _driver.AskPreview();

        Assert.Equal(2, preview.GetProperty("tried").GetInt32());
        Assert.Equal(2, preview.GetProperty("changed").GetArrayLength());
        Assert.Equal(2, later.GetProperty("tried").GetInt32());
        Assert.Equal(_app.IdOf("ann@acme.example"), Assert.Single(later.GetProperty("changed").EnumerateArray()).GetProperty("lead").GetString());
    }

    [Fact]
    public async Task A_lead_that_cannot_be_read_is_counted_and_stops_nothing()
    {
        await _app.Publish(SalesModel.Yaml);
        await Tell("ann@acme.example", "VP Sales");
        await Tell("bob@acme.example", "VP Sales");
        var row = (await _app.Tables.Leads.Find(_app.IdOf("bob@acme.example"), RowKeys.Lead, default))!;
        row.SetBytes("d", "no state"u8);
        await _app.Tables.Leads.Upsert(row, default);
        await _driver.Save(SalesModel.With("points: 10 }", "points: 6 }"));

        var preview = await _driver.Preview();

        Assert.Equal((1, 1), (preview.GetProperty("tried").GetInt32(), preview.GetProperty("unreadable").GetInt32()));
    }

    [Fact]
    public async Task A_sample_tries_some_buckets_and_says_its_error()
    {
        await _app.Publish(SalesModel.Yaml);
        var sampled = Enumerable.Range(0, 2000).Select(static n => string.Create(CultureInfo.InvariantCulture, $"lead{n}@acme.example")).Where(email => LeadIds.BucketOf(_app.IdOf(email)) % 16 == 0).Take(3).ToList();
        foreach (var email in sampled)
            await Tell(email, "CRO", employees: 100);
        await _driver.Save(SalesModel.With("atLeast: 500", "atLeast: 50"));

        var (_, progress) = await _driver.AskPreview("""{ "buckets": 16 }""");
        var messages = _app.Queues.Bodies(QueueNames.Report).Count;
        await _app.Work();
        var (_, preview) = await _driver.AskPreview("""{ "buckets": 16 }""");

        Assert.Equal((16, 16), (progress.GetProperty("buckets").GetInt32(), messages));
        Assert.Equal((3, 48), (preview.GetProperty("tried").GetInt32(), preview.GetProperty("leads").GetProperty("number").GetInt32()));
        var atOnce = preview.GetProperty("handOffs").GetProperty("atOnce");
        Assert.Equal(48, atOnce.GetProperty("number").GetInt32());
        Assert.InRange(atOnce.GetProperty("low").GetInt32(), 3, 16);
        Assert.InRange(atOnce.GetProperty("high").GetInt32(), 130, 150);
        Assert.StartsWith("Hands off about 48 leads (", preview.GetProperty("says").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("audience: customer", 2)]
    [InlineData("audience: everyone", 0)]
    // Cid was won, and neither with sales nor left out before.
    [InlineData("audience: prospect", 0)]
    public async Task A_preview_counts_the_open_hand_offs_that_the_audience_hides(string audience, int hidden)
    {
        await _app.Publish(SalesModel.Yaml);
        foreach (var name in (string[])["ann", "bob", "cid"])
        {
            await Tell($"{name}@acme.example", "VP Sales");
            await _app.Send(Sent.Visits($"{name}@acme.example", 2));
        }

        await Tell("dan@acme.example", "Manager");
        await _app.Feedback("cid@acme.example", """{ "kind": "won" }""");
        await _app.Work();
        var text = SalesModel.With("title: Sales", $"title: Sales\n{audience}");
        await _driver.Save(text);
        Assert.DoesNotContain("LS-MODEL-132", await Findings(), StringComparison.Ordinal);

        var preview = await _driver.Preview();

        Assert.Equal(hidden, preview.GetProperty("handOffs").GetProperty("hidden").GetProperty("number").GetInt32());
        var found = Codes(preview);
        Assert.Equal(hidden > 0, found.Contains("LS-MODEL-132", StringComparison.Ordinal));
        // From now on the other routes know it, too: for exactly this text, and as long as the preview is fresh.
        Assert.Equal(found, await Findings());
        _app.Clock.Advance(PreviewResults.Fresh);
        Assert.DoesNotContain("LS-MODEL-132", await Findings(), StringComparison.Ordinal);

        async Task<string> Findings() => Codes((await PublishDriver.Ask(request => _app.Get<DraftHandler>().Put("sales", request, default), text)).Body);
    }

    [Fact]
    public async Task A_preview_lists_what_is_doubtful_as_a_publish_does()
    {
        await _driver.Save(SalesModel.Yaml);

        var preview = await _driver.Preview();
        var (_, published) = await _driver.Publish();

        Assert.Contains("LS-MODEL-131", Codes(preview), StringComparison.Ordinal);
        Assert.Equal(Codes(preview), Codes(published));
    }

    [Fact]
    public void What_an_older_app_tried_says_nothing_about_hidden_hand_offs()
    {
        var old = System.Text.Json.JsonSerializer.Deserialize("""{ "schema": 1, "leads": 3, "handedOff": 1, "decisions": {}, "grades": {}, "routes": {}, "weeks": [0, 0, 0, 0], "changed": [] }""", PreviewsJson.Default.PreviewFigures)!;

        Assert.Null(old.HiddenHandOffs);
        Assert.Null(PreviewFigures.Sum([PreviewFigures.Empty, old]).HiddenHandOffs);
        Assert.Null(old.With([]).HiddenHandOffs);
        Assert.Equal(0, PreviewFigures.Sum([PreviewFigures.Empty, PreviewFigures.Empty]).HiddenHandOffs);
        Assert.Null(Forecast.Of(old, 256).Hidden);
    }

    [Fact]
    public async Task The_same_request_is_computed_once_and_again_when_it_is_old()
    {
        await _app.Publish(SalesModel.Yaml);
        await Tell("ann@acme.example", "VP Sales");
        await _driver.Save(SalesModel.With("points: 10 }", "points: 6 }"));
        await _driver.Preview();

        await _driver.AskPreview("""{ "capacity": 5 }""");
        Assert.Empty(_app.Queues.Bodies(QueueNames.Report));

        _app.Clock.Advance(PreviewResults.Fresh);
        Assert.Equal(202, (await _driver.AskPreview()).Status);
        Assert.Equal(256, _app.Queues.Bodies(QueueNames.Report).Count);
        await _app.Work();
        Assert.Equal(200, (await _driver.AskPreview()).Status);
    }

    [Fact]
    public async Task Buckets_that_are_lost_are_asked_for_again()
    {
        await _driver.Save(SalesModel.Yaml);
        await _driver.AskPreview("""{ "buckets": 8 }""");
        foreach (var message in await _app.Queues.Receive(QueueNames.Report, 8, TimeSpan.FromMinutes(1)))
            await _app.Queues.Delete(QueueNames.Report, message);

        _app.Clock.Advance(PreviewStarter.Patience);
        await _driver.AskPreview("""{ "buckets": 8 }""");
        await _app.Work();

        Assert.Equal(200, (await _driver.AskPreview("""{ "buckets": 8 }""")).Status);
    }

    [Fact]
    public async Task Old_previews_of_a_model_go_when_another_is_started()
    {
        await _driver.Save(SalesModel.Yaml);
        await _driver.Preview("""{ "buckets": 8 }""");
        _app.Clock.Advance(TimeSpan.FromDays(2));

        await _driver.Save(SalesModel.Yaml + "# other\n");
        await _driver.AskPreview("""{ "buckets": 8 }""");

        Assert.Single(_app.Tables[TableNames.Reports].Rows.Where(static row => row.PartitionKey.StartsWith("preview:", StringComparison.Ordinal)).Select(static row => row.PartitionKey).Distinct());
    }

    [Theory]
    [InlineData("[", 400, "LS-PREVIEW-001")]
    [InlineData("[]", 400, "LS-PREVIEW-001")]
    [InlineData("""{ "buckets": 0 }""", 400, "LS-PREVIEW-001")]
    [InlineData("""{ "buckets": 257 }""", 400, "LS-PREVIEW-001")]
    [InlineData("""{ "capacity": "many" }""", 400, "LS-PREVIEW-001")]
    [InlineData("""{ "yaml": 1 }""", 400, "LS-PREVIEW-001")]
    [InlineData("""{ "surprise": 1 }""", 400, "LS-PREVIEW-001")]
    [InlineData("""{ "yaml": "model: [" }""", 400, "LS-MODEL-003")]
    [InlineData("""{ }""", 404, "LS-PREVIEW-002")]
    public async Task A_request_that_cannot_be_used_is_refused(string body, int status, string code)
    {
        var (answered, problem) = await _driver.AskPreview(body);

        Assert.Equal((status, code), (answered, problem.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_document_of_another_model_is_refused() =>
        Assert.Equal("LS-PUBLISH-003", (await new PublishDriver(_app, "other").AskPreview(System.Text.Json.JsonSerializer.Serialize(new { yaml = SalesModel.Yaml }))).Body.GetProperty("code").GetString());

    private Task Tell(string email, string title, int employees = 10) => _app.Send(Sent.With(
        Sent.At(email, "profile.updated", _app.Clock.GetUtcNow()), "profile", new System.Text.Json.Nodes.JsonObject { ["jobTitle"] = title, ["company"] = "Acme", ["employees"] = employees }));

    private static string Codes(System.Text.Json.JsonElement answer) => string.Join(' ', answer.GetProperty("findings").EnumerateArray().Select(static one => one.GetProperty("code").GetString()));

    private static IEnumerable<string> Places(System.Text.Json.JsonElement preview, string list) =>
        preview.GetProperty(list).EnumerateArray().Select(static place => $"{place.GetProperty("name")} {place.GetProperty("before")} {place.GetProperty("after")} {place.GetProperty("entered")} {place.GetProperty("left")}");
}
