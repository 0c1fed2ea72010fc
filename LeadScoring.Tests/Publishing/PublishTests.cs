using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

using LeadScoring.Functions.Access;
using LeadScoring.Functions.Configuration;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Previews;
using LeadScoring.Functions.Publishing;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;
using LeadScoring.Tests.Previews;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Tests.Publishing;

/// <summary>Nothing is published that is wrong, unchanged, not approved, or that nobody has counted.</summary>
public sealed class PublishTests
{
    private readonly InMemoryApp _app = new();
    private readonly PublishDriver _driver;

    public PublishTests() => _driver = new PublishDriver(_app);

    [Fact]
    public async Task A_first_publish_without_leads_needs_no_confirmation()
    {
        await _driver.Save(SalesModel.Yaml);

        var (status, answer) = await _driver.Publish();

        Assert.Equal((202, 1, "There are no leads yet, so it hands nobody off at once."), (status, answer.GetProperty("version").GetInt32(), answer.GetProperty("says").GetString()));
    }

    [Fact]
    public async Task A_first_publish_over_leads_that_does_not_say_its_mode_needs_the_number()
    {
        await Hot(3);
        await _driver.Save(SalesModel.Yaml);

        var (status, problem) = await _driver.Publish();

        Assert.Equal((409, "LS-PUBLISH-007", 3), (status, problem.GetProperty("code").GetString(), problem.GetProperty("confirm").GetInt32()));
        Assert.Contains("does not say its 'mode'", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(409, (await _driver.Publish(2)).Status);
        Assert.Empty((await _app.Get<ModelStore>().Versions("sales", default)));
        var (accepted, answer) = await _driver.Publish(3);
        Assert.Equal((202, 3), (accepted, answer.GetProperty("atOnce").GetInt32()));
    }

    [Theory]
    [InlineData("mode: live", 202)]
    [InlineData("mode: assess", 202)]
    public async Task A_first_publish_that_says_its_mode_needs_none_for_few_leads(string mode, int status)
    {
        await Hot(3);
        await _driver.Save(SalesModel.With("title: Sales", $"title: Sales\n{mode}"));

        Assert.Equal(status, (await _driver.Publish()).Status);
    }

    [Theory]
    // More than 20 leads.
    [InlineData(20, 0, 202)]
    [InlineData(21, 0, 409)]
    // More than a tenth of at least 50.
    [InlineData(5, 45, 202)]
    [InlineData(6, 44, 409)]
    [InlineData(6, 43, 202)]
    public async Task A_publish_that_hands_off_many_at_once_needs_the_number(int hot, int cold, int expected)
    {
        await _app.Publish(SalesModel.With("title: Sales", "title: Sales\nmode: assess"));
        await Hot(hot);
        if (cold > 0)
            await _app.Send([.. Enumerable.Range(0, cold).Select(n => Sent.Pricing(string.Create(CultureInfo.InvariantCulture, $"cold{n}@acme.example")))]);
        await _driver.Save(SalesModel.With("title: Sales", "title: Sales\nmode: live"));

        var (status, answer) = await _driver.Publish();

        Assert.True(expected == status, answer.ToString());
        Assert.Equal(202, status == 409 ? (await _driver.Publish(hot)).Status : status);
    }

    [Fact]
    public async Task More_leads_than_a_request_can_try_need_a_fresh_preview()
    {
        await _app.Publish(SalesModel.Yaml);
        await _app.Send([.. Enumerable.Range(0, SmallPreview.MostLeads + 1).Select(static n => Sent.Pricing(string.Create(CultureInfo.InvariantCulture, $"lead{n}@acme.example")))]);
        await _driver.Save(SalesModel.With("points: 10 }", "points: 9 }"));

        Assert.Equal("LS-PUBLISH-006", (await _driver.Publish()).Body.GetProperty("code").GetString());
        await _driver.Preview();
        var (status, answer) = await _driver.Publish();
        Assert.Equal((202, 0), (status, answer.GetProperty("atOnce").GetInt32()));

        await _driver.Save(SalesModel.With("points: 10 }", "points: 8 }"));
        await _driver.Preview();
        _app.Clock.Advance(PreviewResults.Fresh);
        Assert.Equal("LS-PUBLISH-006", (await _driver.Publish()).Body.GetProperty("code").GetString());
    }

    [Fact]
    public async Task The_text_that_is_live_is_refused_and_a_comment_more_is_not()
    {
        await _driver.Save(SalesModel.Yaml);
        Assert.Equal(202, (await _driver.Publish()).Status);

        var (status, problem) = await _driver.Publish();
        await _driver.Save(SalesModel.Yaml + "# reviewed in March: nothing to change\n");
        var (again, answer) = await _driver.Publish();

        Assert.Equal((409, "LS-PUBLISH-004"), (status, problem.GetProperty("code").GetString()));
        Assert.Equal((202, 0), (again, answer.GetProperty("changes").GetArrayLength()));
    }

    [Theory]
    [InlineData("""{ "author": "ann", "reason": "r", "confirm": -1 }""", "LS-PUBLISH-005")]
    [InlineData("""{ "author": "ann", "reason": "r", "confirm": "many" }""", "LS-PUBLISH-005")]
    [InlineData("""{ "author": "ann", "reason": "r", "confirm": 1.5 }""", "LS-PUBLISH-005")]
    [InlineData("""{ "author": "ann" }""", "LS-PUBLISH-001")]
    [InlineData("""{ "author": " ", "reason": "r" }""", "LS-PUBLISH-001")]
    [InlineData("[", "LS-PUBLISH-001")]
    public async Task A_body_that_cannot_be_used_is_refused(string body, string code)
    {
        await _driver.Save(SalesModel.Yaml);

        var (status, problem) = await PublishDriver.Ask(request => _app.Get<PublishHandler>().Publish("sales", request, default), body);

        Assert.Equal((400, code), (status, problem.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_failing_golden_lead_stops_a_publish_and_a_rollback()
    {
        await _driver.Save(SalesModel.Yaml + "tests:\n  - { lead: vp, profile: { jobTitle: VP }, expect: { grade: B4 } }\n");

        Assert.Equal(400, (await _driver.Publish()).Status);
        Assert.Equal(404, (await _driver.Rollback(1)).Status);
    }

    [Fact]
    public async Task A_version_keeps_who_why_what_changed_and_what_it_was_said_to_do()
    {
        await _app.Publish(SalesModel.With("title: Sales", "title: Sales\nmode: assess"));
        await Hot(2);
        await _driver.Save(SalesModel.With("title: Sales", "title: Sales\nmode: live").Replace("points: 3, signal", "points: 4, signal", StringComparison.Ordinal));
        Assert.Equal(202, (await _driver.Publish()).Status);

        var versions = await _driver.Versions();

        Assert.Equal(2, versions.GetProperty("active").GetInt32());
        var newest = versions.GetProperty("versions")[0];
        Assert.Equal(("ann", "test", 2, 0.5m), (newest.GetProperty("author").GetString(), newest.GetProperty("reason").GetString(), newest.GetProperty("atOnce").GetInt32(), newest.GetProperty("perWeek").GetDecimal()));
        Assert.Equal("Hands off 2 leads at once; about 0.5 a week from then on.", newest.GetProperty("says").GetString());
        Assert.Equal(["The model: mode assess -> live.", "Rule 'pricing': points 3 -> 4."], newest.GetProperty("changes").EnumerateArray().Select(static change => change.GetString()));
        Assert.False(versions.GetProperty("versions")[1].TryGetProperty("says", out _));
    }

    [Fact]
    public async Task A_rollback_is_a_new_version_with_the_old_text_and_leaves_the_draft()
    {
        await Published(SalesModel.Yaml);
        await Published(SalesModel.With("points: 3, signal", "points: 9, signal"));
        await _driver.Save(SalesModel.With("points: 3, signal", "points: 5, signal"));

        var (status, answer) = await _driver.Rollback(1);

        Assert.Equal((202, 3), (status, answer.GetProperty("version").GetInt32()));
        Assert.Equal(SalesModel.Yaml, await _app.Get<ModelStore>().Version("sales", 3, default));
        Assert.Equal(1, (await _driver.Versions()).GetProperty("versions")[0].GetProperty("rollbackTo").GetInt32());
        Assert.Equal(["Rule 'pricing': points 9 -> 3."], answer.GetProperty("changes").EnumerateArray().Select(static change => change.GetString()));
        var shown = await _driver.Show();
        Assert.True(shown.GetProperty("draft").GetBoolean());
        Assert.Contains("points: 5, signal", shown.GetProperty("yaml").GetString(), StringComparison.Ordinal);
        Assert.Equal("LS-PUBLISH-004", (await _driver.Rollback(1)).Body.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("""{ "version": 7, "author": "ann", "reason": "r" }""", 404, "LS-PUBLISH-404")]
    [InlineData("""{ "version": 0, "author": "ann", "reason": "r" }""", 400, "LS-PUBLISH-009")]
    [InlineData("""{ "version": "one", "author": "ann", "reason": "r" }""", 400, "LS-PUBLISH-009")]
    [InlineData("""{ "author": "ann", "reason": "r" }""", 400, "LS-PUBLISH-009")]
    [InlineData("""{ "version": 1, "reason": "r" }""", 400, "LS-PUBLISH-001")]
    [InlineData("""{ "version": 2, "author": "ann", "reason": "r" }""", 409, "LS-PUBLISH-010")]
    public async Task A_rollback_that_cannot_be_is_refused(string body, int status, string code)
    {
        await Published(SalesModel.Yaml);
        // Of a language that this app does not know.
        await _app.Get<ModelStore>().Publish("sales", "model: sales\nlanguage: 9\n", "test", "test", _app.Clock.GetUtcNow(), default);

        var (answered, problem) = await PublishDriver.Ask(request => _app.Get<PublishHandler>().Rollback("sales", request, default), body);

        Assert.Equal((status, code), (answered, problem.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Draft_says_whether_the_draft_differs_from_the_live_version()
    {
        await _driver.Save(SalesModel.Yaml);
        Assert.True((await Listed()).GetProperty("draft").GetBoolean());
        await _driver.Publish();
        Assert.False((await Listed()).GetProperty("draft").GetBoolean());
        Assert.False((await _driver.Show()).GetProperty("draft").GetBoolean());

        await _driver.Save(SalesModel.Yaml + "# more\n");

        Assert.True((await Listed()).GetProperty("draft").GetBoolean());
        Assert.True((await _driver.Show()).GetProperty("draft").GetBoolean());
    }

    [Fact]
    public async Task A_model_that_asks_for_approvals_waits_for_two_callers()
    {
        await _driver.Save(SalesModel.With("title: Sales", "title: Sales\napprovals: [ marketing, sales ]"));
        var hash = (await _driver.Show()).GetProperty("hash").GetString()!;

        Assert.Equal("LS-PUBLISH-008", (await _driver.Publish()).Body.GetProperty("code").GetString());
        // One caller stands for one role, whatever it may do.
        Assert.Equal(200, (await _driver.Approve(hash, "key:boss", Role.Admin)).Status);
        Assert.Equal(200, (await _driver.Approve(hash, "key:boss", Role.Admin)).Status);
        var (status, problem) = await _driver.Publish();
        Assert.Equal((409, "The approval of sales is missing for exactly this text."), (status, problem.GetProperty("detail").GetString()));
        var (_, approved) = await _driver.Approve(hash, "key:mary", Role.Marketing);

        Assert.Equal(["marketing key:mary", "sales key:boss"], approved.GetProperty("approvals").EnumerateArray().Select(static approval => $"{approval.GetProperty("role")} {approval.GetProperty("by")}"));
        Assert.Equal(202, (await _driver.Publish()).Status);
    }

    [Fact]
    public async Task An_approval_is_for_exactly_one_text_and_a_draft_cannot_take_the_need_away()
    {
        await _driver.Save(SalesModel.With("title: Sales", "title: Sales\napprovals: [ sales ]"));
        var hash = (await _driver.Show()).GetProperty("hash").GetString()!;
        await _driver.Approve(hash, "key:sue", Role.Sales);
        Assert.Equal(202, (await _driver.Publish()).Status);

        await _driver.Save(SalesModel.Yaml);

        Assert.Equal("LS-PUBLISH-012", (await _driver.Approve(hash, "key:sue", Role.Sales)).Body.GetProperty("code").GetString());
        Assert.Equal("LS-PUBLISH-008", (await _driver.Publish()).Body.GetProperty("code").GetString());
        var shown = await _driver.Show();
        Assert.False(shown.GetProperty("approvals")[0].TryGetProperty("by", out _));
        await _driver.Approve(shown.GetProperty("hash").GetString()!, "key:sue", Role.Sales);
        Assert.Equal(202, (await _driver.Publish()).Status);
    }

    [Fact]
    public async Task An_approval_that_nobody_needs_is_refused()
    {
        Assert.Equal("LS-PUBLISH-002", (await _driver.Approve("x", "key:sue", Role.Sales)).Body.GetProperty("code").GetString());
        await _driver.Save(SalesModel.Yaml);
        var hash = (await _driver.Show()).GetProperty("hash").GetString()!;
        Assert.Equal("LS-PUBLISH-013", (await _driver.Approve(hash, "key:sue", Role.Sales)).Body.GetProperty("code").GetString());
        Assert.Equal("LS-PUBLISH-011", (await PublishDriver.Ask(request => _app.Get<ApproveHandler>().Handle("sales", request, default), "{}")).Body.GetProperty("code").GetString());

        await _driver.Save(SalesModel.With("title: Sales", "title: Sales\napprovals: [ marketing ]"));
        hash = (await _driver.Show()).GetProperty("hash").GetString()!;
        var (status, problem) = await _driver.Approve(hash, "key:sue", Role.Sales);
        Assert.Equal((403, "LS-PUBLISH-014"), (status, problem.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_publish_lists_what_is_doubtful_with_all_that_the_app_knows()
    {
        await _driver.Save(SalesModel.With("title: Sales", "title: Sales\nreview: { every: 90d }\naudience: { prospect: { until: [crm] } }"));

        var (first, answer) = await _driver.Publish();
        _app.Clock.Advance(TimeSpan.FromDays(92));
        await _driver.Save(SalesModel.With("title: Sales", "title: Better sales\nreview: { every: 90d }"));
        var (second, later) = await _driver.Publish();
        var (third, back) = await _driver.Rollback(1);

        Assert.Equal((202, 202, 202), (first, second, third));
        Assert.Equal("LS-MODEL-131 LS-AUDIENCE-001", Findings(answer));
        Assert.Equal("LS-MODEL-134", Findings(later));
        Assert.Equal("LS-AUDIENCE-001", Findings(back));
    }

    [Theory]
    [InlineData("audience: customer", "LS-MODEL-132 The audience hides 2 leads that sales is working on: they stay with sales but no longer show a score.")]
    [InlineData("audience: prospect", "")]
    public async Task A_publish_says_how_many_open_hand_offs_its_audience_hides(string audience, string finding)
    {
        await _app.Publish(SalesModel.Yaml);
        await Hot(2);
        await _driver.Save(SalesModel.With("title: Sales", $"title: Sales\n{audience}"));

        var (status, answer) = await _driver.Publish();

        Assert.Equal(202, status);
        Assert.Equal(finding, string.Join('\n', answer.GetProperty("findings").EnumerateArray().Where(static one => one.GetProperty("code").GetString() == "LS-MODEL-132").Select(static one => $"{one.GetProperty("code").GetString()} {one.GetProperty("detail").GetString()}")));
    }

    [Fact]
    public async Task A_diff_is_between_versions_the_live_one_and_the_draft()
    {
        await Published(SalesModel.Yaml);
        await Published(SalesModel.With("points: 3, signal", "points: 4, signal"));
        await _driver.Save(SalesModel.With("points: 3, signal", "points: 5, signal"));

        Assert.Equal("2 draft Rule 'pricing': points 4 -> 5.", await Diff(""));
        Assert.Equal("1 2 Rule 'pricing': points 3 -> 4.", await Diff("?from=1&to=active"));
        Assert.Equal("1 1", await Diff("?from=1&to=1"));
        Assert.Equal("LS-DIFF-001", await Diff("?from=9"));
        Assert.Equal("LS-QUERY-002", await Diff("?from=old"));
        await _app.Get<ModelStore>().Publish("sales", "model: sales\nlanguage: 9\n", "test", "test", _app.Clock.GetUtcNow(), default);
        Assert.Equal("LS-DIFF-002", await Diff("?to=3&from=1"));
    }

    [Theory]
    [InlineData("5", "25", 5, 25)]
    [InlineData(null, "", AppOptions.DefaultConfirmLeads, AppOptions.DefaultConfirmPercent)]
    public void The_limits_are_settings(string? leads, string? percent, int expectedLeads, int expectedPercent)
    {
        var options = SettingsReader.Read(Configured(leads, percent));

        Assert.Equal((expectedLeads, expectedPercent), (options.ConfirmLeads, options.ConfirmPercent));
    }

    [Theory]
    [InlineData("many", null, "LeadScoring:Publish:ConfirmLeads")]
    [InlineData(null, "101", "LeadScoring:Publish:ConfirmPercent")]
    public void A_limit_that_cannot_be_stops_the_start(string? leads, string? percent, string setting) =>
        Assert.Contains(setting, Assert.Throws<Functions.Faults.SettingException>(() => SettingsReader.Read(Configured(leads, percent))).Message, StringComparison.Ordinal);

    private static Microsoft.Extensions.Configuration.ConfigurationManager Configured(string? leads, string? percent) => new()
    {
        ["LeadScoring:InstallationKey"] = Convert.ToBase64String(new byte[32]),
        ["LeadScoring:Publish:ConfirmLeads"] = leads,
        ["LeadScoring:Publish:ConfirmPercent"] = percent,
    };

    // Whatever can be doubted of the model itself is the same each time.
    private static string Findings(JsonElement answer) => string.Join(' ', answer.GetProperty("findings").EnumerateArray().Select(static one => one.GetProperty("code").GetString()!).Where(static code => code is "LS-MODEL-131" or "LS-MODEL-132" or "LS-MODEL-134" or "LS-AUDIENCE-001"));

    private async Task Published(string yaml)
    {
        await _driver.Save(yaml);
        var (status, answer) = await _driver.Publish();
        Assert.True(status == 202, answer.ToString());
        await _app.Work();
    }

    // A VP of a company who looked at prices twice: warm.
    private Task Hot(int count) => _app.Send([.. Enumerable.Range(0, count).SelectMany(n =>
    {
        var email = string.Create(CultureInfo.InvariantCulture, $"hot{n}@acme.example");
        return (string[])[Sent.With(Sent.Event(email, "profile.updated"), "profile", new JsonObject { ["jobTitle"] = "VP Sales", ["company"] = "Acme" }), .. Sent.Visits(email, 2)];
    })]);

    private async Task<JsonElement> Listed() => (await InMemoryApp.Read(await _app.Get<ModelsHandler>().List(new QueryCollection(), default))).Body.GetProperty("models")[0];

    private async Task<string> Diff(string query)
    {
        var (status, body) = await InMemoryApp.Read(await _app.Get<VersionsHandler>().Diff("sales", new DefaultHttpContext { Request = { QueryString = new QueryString(query) } }.Request.Query, default));
        return status != 200
            ? body.GetProperty("code").GetString()!
            : string.Join(' ', [body.GetProperty("from").GetString(), body.GetProperty("to").GetString(), .. body.GetProperty("changes").EnumerateArray().Select(static change => change.GetProperty("text").GetString())]);
    }
}
