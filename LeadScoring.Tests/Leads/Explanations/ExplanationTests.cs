using System.Text.RegularExpressions;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Leads.Explanations;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;
using LeadScoring.Tests.Kit.Fakes;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Tests.Leads.Explanations;

public sealed partial class ExplanationTests
{
    private const string Ann = "ann@acme.example";

    private readonly InMemoryApp _app = new();

    [Fact]
    public async Task An_explanation_has_the_shape_that_the_API_promises()
    {
        await Story();

        var (status, body) = await _app.Explain(Ann);

        Assert.Equal(200, status);
        Assert.Equal(
            $$$"""
            {"lead":"{{{_app.IdOf(Ann)}}}","model":"crm","version":1,"asOf":"2026-03-01","timeZone":"UTC","score":{"exact":"65.522000","shown":66},"grade":"A2","route":"hot","missing":[],"dimensions":{"fit":{"exact":"80.000000","shown":80,"weight":40,"share":"32.000000"},"engagement":{"exact":"55.870000","shown":56,"weight":60,"share":"33.522000"}},"categories":{"role":{"sum":8,"value":8,"dimension":"fit","weight":1,"share":"32.000000"},"website":{"sum":5.587,"value":5.587,"dimension":"engagement","weight":1,"share":"33.522000"}},"ledger":[{"rule":"senior","title":"Senior title","category":"role","newestDay":null,"matches":0,"raw":8,"points":8,"share":"32.000000","events":[{"key":"...","type":"profile.updated","occurredAt":"2026-02-24T12:00:00Z"}]},{"rule":"pricing","title":"Pricing page","category":"website","newestDay":"2026-03-01","matches":3,"raw":6,"points":5.587,"share":"33.522000","events":[{"key":"...","type":"page.viewed","occurredAt":"2026-03-01T12:00:00Z"},{"key":"...","type":"page.viewed","occurredAt":"2026-03-01T12:00:00Z"},{"key":"...","type":"page.viewed","occurredAt":"2026-02-19T12:00:00Z"}]}],"known":100,"until":"2026-03-07","reasons":["Pricing page (+5.6)","Senior title (+8)"],"untilChange":{"score":{"from":66,"to":61},"grade":{"from":"A2","to":"A3"},"route":{"from":"hot","to":"warm"},"points":[{"rule":"pricing","title":"Pricing page","from":5.587,"to":4.864}]},"whyNotYet":[]}
            """,
            // Keys are hashes of ids that differ from run to run.
            Key().Replace(body.GetRawText(), "\"key\":\"...\""));
    }

    [Fact]
    public async Task A_cut_by_the_scale_has_its_own_line()
    {
        await _app.Publish(CrmModel.Yaml.Replace("points: 2", "points: 4", StringComparison.Ordinal));
        await _app.Send(Sent.Visits(Ann, 3));

        var (_, body) = await _app.Explain(Ann);
        var lines = body.GetProperty("ledger").EnumerateArray().ToList();

        Assert.Equal(("clamp", -2m), (lines[^1].GetProperty("rule").GetString(), lines[^1].GetProperty("points").GetDecimal()));
        Assert.Equal(10m, body.GetProperty("categories").GetProperty("website").GetProperty("value").GetDecimal());
        Assert.Equal(12m, body.GetProperty("categories").GetProperty("website").GetProperty("sum").GetDecimal());
    }

    [Fact]
    public async Task An_earlier_day_sees_only_what_had_happened_by_then()
    {
        await Story();

        Assert.Equal(("D", 1), await Figures("?asOf=2026-02-19"));
        Assert.Equal(("D", 0), await Figures("?asOf=2020-01-01"));
        Assert.Equal(("A", 3), await Figures("?asOf=2026-03-01"));
    }

    [Fact]
    public async Task Signals_and_log_explain_alike()
    {
        await Story();
        _app.Operations.Reset();
        var fromSignals = (await _app.Explain(Ann, "?asOf=2026-03-09")).Body.GetRawText();
        // The row of the state and one page of the log, read once.
        Assert.InRange(_app.Operations.Count("Leads"), 2, 3);
        // A second version of the same text has no signals here: the log is folded.
        await _app.Publish(CrmModel.Yaml);

        var fromLog = (await _app.Explain(Ann, "?asOf=2026-03-09&version=2")).Body.GetRawText();

        Assert.Equal(fromSignals, fromLog.Replace("\"version\":2", "\"version\":1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_version_explains_by_its_own_rules()
    {
        await Story();
        await _app.Publish(CrmModel.Yaml.Replace("points: 2", "points: 1", StringComparison.Ordinal));

        var (_, mine) = await _app.Explain(Ann);
        var (_, newer) = await _app.Explain(Ann, "?version=2");
        var (status, none) = await _app.Explain(Ann, "?version=3");

        Assert.Equal((1, 6m), (mine.GetProperty("version").GetInt32(), mine.GetProperty("ledger")[1].GetProperty("raw").GetDecimal()));
        Assert.Equal((2, 3m), (newer.GetProperty("version").GetInt32(), newer.GetProperty("ledger")[1].GetProperty("raw").GetDecimal()));
        Assert.Equal((404, "LS-PUBLISH-404"), (status, none.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_future_day_shows_the_score_if_nothing_happens()
    {
        await Story();

        var (_, body) = await _app.Explain(Ann, "?asOf=2027-04-05");

        Assert.Equal("A4", body.GetProperty("grade").GetString());
        Assert.Equal(400, (await _app.Explain(Ann, "?asOf=2027-04-06")).Status);
    }

    [Theory]
    [InlineData("?asOf=tomorrow")]
    [InlineData("?asOf=2026-02-30")]
    [InlineData("?version=0")]
    [InlineData("?version=x")]
    [InlineData("?model=erp")]
    [InlineData("?day=2026-03-01")]
    public async Task An_unusable_parameter_is_refused(string query)
    {
        await Story();

        Assert.Equal(400, (await _app.Explain(Ann, query)).Status);
    }

    [Fact]
    public async Task The_query_must_name_one_of_several_models()
    {
        await Story();
        await _app.Publish(CrmModel.Other("erp"));

        var (status, body) = await _app.Explain(Ann);

        Assert.Equal((400, "LS-QUERY-003"), (status, body.GetProperty("code").GetString()));
        Assert.Contains("crm, erp", body.GetProperty("fix").GetString(), StringComparison.Ordinal);
        Assert.Equal(200, (await _app.Explain(Ann, "?model=erp")).Status);
    }

    [Fact]
    public async Task An_explanation_needs_a_published_model()
    {
        await _app.Send(Sent.Pricing(Ann));

        Assert.Equal(400, (await _app.Explain(Ann)).Status);
    }

    [Fact]
    public async Task A_lead_of_which_nothing_is_scored_yet_has_an_empty_ledger()
    {
        await _app.Publish(CrmModel.Yaml);
        await _app.Capture(Sent.Pricing(Ann));

        var (status, body) = await _app.Explain(Ann);

        Assert.Equal(200, status);
        Assert.Equal(0, body.GetProperty("ledger").GetArrayLength());
    }

    [Fact]
    public async Task An_unknown_lead_is_a_404() => Assert.Equal(404, (await _app.Explain("nobody@acme.example")).Status);

    [Fact]
    public async Task A_long_log_is_explained_by_the_queue_and_asked_for_once()
    {
        await Story();
        await Lengthen(20_001);

        var (status, body) = await _app.Explain(Ann, "?asOf=2026-02-19");
        var again = new DefaultHttpContext { Request = { QueryString = new QueryString("?asOf=2026-02-19") }, Response = { Body = new MemoryStream() } };
        await (await _app.Get<ExplanationHandler>().Handle(Ann, again.Request.Query, default)).ExecuteResultAsync(new ActionContext { HttpContext = again });

        Assert.Equal("5", again.Response.Headers.RetryAfter.ToString());
        Assert.Equal((202, "computing"), (status, body.GetProperty("state").GetString()));
        Assert.Empty(ApiContract.OfFile.Faults(new ApiAnswer("GET", $"/api/v1/leads/{Ann}/explanation", status, "application/json", body.GetRawText(), again.Response.Headers.ToDictionary(static header => header.Key, static header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase))));
        Assert.Single(_app.Queues.Bodies(QueueNames.Report));

        await _app.Work();
        var (done, answer) = await _app.Explain(Ann, "?asOf=2026-02-19");

        Assert.Equal((200, 5), (done, answer.GetProperty("upTo").GetInt32()));
        Assert.Equal(1, answer.GetProperty("ledger")[0].GetProperty("matches").GetInt32());
        Assert.Equal(200, (await _app.Explain(Ann)).Status);
    }

    [Fact]
    public async Task A_result_for_a_log_that_has_grown_is_good_for_ten_minutes()
    {
        await Story();
        await Lengthen(20_001);
        await _app.Explain(Ann, "?asOf=2026-02-19");
        await _app.Work();

        _app.Clock.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(200, (await _app.Explain(Ann, "?asOf=2026-02-19")).Status);
        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(202, (await _app.Explain(Ann, "?asOf=2026-02-19")).Status);
    }

    [Fact]
    public async Task A_message_that_was_lost_is_sent_again_after_ten_minutes()
    {
        await Story();
        await Lengthen(20_001);
        _app.Operations.Before = static operation => operation is { Kind: OperationKind.Send, Place: QueueNames.Report } ? throw new IOException("reset") : Task.CompletedTask;
        await Assert.ThrowsAsync<IOException>(() => _app.Explain(Ann, "?asOf=2026-02-19"));
        _app.Operations.Before = null;

        await _app.Explain(Ann, "?asOf=2026-02-19");
        Assert.Empty(_app.Queues.Bodies(QueueNames.Report));
        _app.Clock.Advance(TimeSpan.FromMinutes(10));
        await _app.Explain(Ann, "?asOf=2026-02-19");
        Assert.Single(_app.Queues.Bodies(QueueNames.Report));
    }

    private async Task Story()
    {
        await _app.Publish(CrmModel.Yaml);
        await _app.Send(Sent.Pricing(Ann, daysAgo: 10), Sent.Title(Ann, "VP Sales", daysAgo: 5), Sent.Event(Ann, "page.viewed", 4, ("path", "/about")));
        await _app.Send(Sent.Visits(Ann, 2));
    }

    private async Task<(string Letter, int Visits)> Figures(string query)
    {
        var (_, body) = await _app.Explain(Ann, query);
        var visits = body.GetProperty("ledger").EnumerateArray().Where(static line => line.GetProperty("rule").GetString() == "pricing").Sum(static line => line.GetProperty("matches").GetInt32());
        return (body.GetProperty("grade").GetString()![..1], visits);
    }

    // A lead with a log so long that it is not folded in a request; the events themselves are not needed for that.
    private async Task Lengthen(long events)
    {
        var read = await _app.Get<LeadStore>().Find(_app.IdOf(Ann), default);
        await _app.Tables.Leads.Upsert(LeadRows.State(read!.LeadId, read.State! with { Seq = events }), default);
    }

    [GeneratedRegex("\"key\":\"[0-9a-v]{32}\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Key();
}
