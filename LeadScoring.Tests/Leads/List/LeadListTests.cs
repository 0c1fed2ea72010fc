using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;
using LeadScoring.Tests.Kit.Fakes;

namespace LeadScoring.Tests.Leads.List;

public sealed class LeadListTests
{
    private readonly InMemoryApp _app = new();

    [Fact]
    public async Task The_hottest_lead_of_all_routes_comes_first()
    {
        await _app.Publish(CrmModel.Yaml);
        await Leads(("cold@acme.example", 1, false), ("hot@acme.example", 5, true), ("warm@acme.example", 3, false), ("warmer@acme.example", 1, true), ("tepid@acme.example", 2, false));

        var (status, body) = await _app.Leads();

        Assert.Equal(200, status);
        Assert.Equal(["hot", "warmer", "warm", "tepid", "cold"], Names(body));
        Assert.Equal([92, 44, 36, 24, 12], body.GetProperty("leads").EnumerateArray().Select(static lead => lead.GetProperty("models")[0].GetProperty("score").GetInt32()));
        Assert.Equal(JsonValueKind.Null, body.GetProperty("continuation").ValueKind);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task Pages_together_show_every_lead_once(int limit)
    {
        await _app.Publish(CrmModel.Yaml);
        // Equal scores among them, in one route and in two.
        await Leads([.. Enumerable.Range(0, 7).Select(static i => ($"lead{i}@acme.example", i / 2, i == 6))]);

        var pages = await Pages($"?limit={limit}");

        Assert.Equal((7 + limit - 1) / limit, pages.Count);
        Assert.Equal(7, pages.SelectMany(static page => page).Distinct().Count());
        Assert.Equal(7, pages.Sum(static page => page.Count));
        Assert.Equal("lead6", pages[0][0]);
    }

    [Fact]
    public async Task Short_pages_of_storage_make_no_difference()
    {
        await _app.Publish(CrmModel.Yaml);
        await Leads([.. Enumerable.Range(0, 7).Select(static i => ($"lead{i}@acme.example", i / 2, i == 6))]);
        var whole = Names((await _app.Leads()).Body);
        _app.Tables["Board"].PageRows = 1;

        Assert.Equal(whole, Names((await _app.Leads()).Body));
    }

    [Fact]
    public async Task A_page_costs_one_read_per_lead_and_those_of_the_shelves()
    {
        await _app.Publish(CrmModel.Yaml);
        await Leads([.. Enumerable.Range(0, 12).Select(static i => ($"lead{i}@acme.example", i % 6, false))]);
        await _app.Leads();
        _app.Operations.Reset();

        await _app.Leads("?limit=3");

        Assert.Equal(3, _app.Operations.Count("Leads", OperationKind.Read));
        Assert.Equal(3, _app.Operations.Count("Leads"));
        // hot, warm, needs-proof, needs-info, inactive, nurture; the seven other stages and follow-ups. Once for the page, and once for the total.
        Assert.Equal(2 * 14, _app.Operations.Count("Board", OperationKind.Read));
        _app.Operations.Reset();

        await _app.Leads("?limit=3&stage=qualified,accepted");

        Assert.Equal(2, _app.Operations.Total);
    }

    [Fact]
    public async Task Without_the_gate_nobody_needs_proof_and_a_page_reads_no_such_route()
    {
        await _app.Publish(CrmModel.Yaml + "gates: { proven: false }\n");
        await Leads([("ann@acme.example", 1, false)]);
        await _app.Leads();
        _app.Operations.Reset();

        await _app.Leads("?limit=3");

        Assert.Equal(13, _app.Operations.Count("Board", OperationKind.Read));
    }

    [Fact]
    public async Task Figures_are_those_of_today_and_so_are_filters_and_order()
    {
        await _app.Publish(CrmModel.Yaml);
        // Today: 32 + 36 = 68 (A2) and 60 (D1). In 30 days, without a visit of the night: 32 + 18 = 50 (A3) and 30 (D2).
        await Leads(("vp@acme.example", 3, true), ("fan@acme.example", 5, false));
        Assert.Equal(["vp"], Names((await _app.Leads("?grade=A2")).Body));

        _app.Clock.Advance(TimeSpan.FromDays(30));
        var (_, body) = await _app.Leads();

        Assert.Equal([("vp", 50, "A3"), ("fan", 30, "D2")], body.GetProperty("leads").EnumerateArray().Select(static lead =>
            (Name(lead), lead.GetProperty("models")[0].GetProperty("score").GetInt32(), lead.GetProperty("models")[0].GetProperty("grade").GetString()!)));
        Assert.Empty(Names((await _app.Leads("?grade=A2")).Body));
        Assert.Equal(["vp"], Names((await _app.Leads("?grade=A3")).Body));
        Assert.Equal(["vp"], Names((await _app.Leads("?minScore=50")).Body));
    }

    [Theory]
    [InlineData("?grade=D4", "cold")]
    [InlineData("?route=hot", "hot")]
    [InlineData("?route=warm", "warm")]
    [InlineData("?route=nurture", "cold")]
    [InlineData("?stage=qualified", "hot")]
    [InlineData("?to=sales", "hot")]
    [InlineData("?to=inside-sales")]
    [InlineData("?to=nurture&minScore=20", "warm")]
    [InlineData("?minScore=36", "hot", "warm")]
    [InlineData("?minScore=37", "hot")]
    [InlineData("?minScore=93")]
    [InlineData("?stage=nurture&minScore=20", "warm")]
    [InlineData("?grade=&route=", "hot", "warm", "cold")]
    [InlineData("?MODEL=crm&sort=score", "hot", "warm", "cold")]
    [InlineData("?code=the-function-key", "hot", "warm", "cold")]
    public async Task A_lead_must_pass_all_filters(string query, params string[] names)
    {
        await _app.Publish(CrmModel.Yaml);
        await Leads(("hot@acme.example", 5, true), ("warm@acme.example", 3, false), ("cold@acme.example", 1, false));

        Assert.Equal(names, Names((await _app.Leads(query)).Body));
    }

    [Fact]
    public async Task A_filter_that_few_leads_pass_finds_them_over_many_pages()
    {
        await _app.Publish(CrmModel.Yaml);
        await Leads([.. Enumerable.Range(0, 40).Select(static i => ($"lead{i}@acme.example", 2, i % 20 == 0))]);

        var pages = await Pages("?grade=A3&limit=1");

        Assert.Equal(["lead0", "lead20"], pages.SelectMany(static page => page).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("?colour=red", "LS-QUERY-001", "model, owner, to, stage, route, scoreRoute, grade, waiting, overdue, since, minScore, q, profile.*, sort, limit, continuation")]
    [InlineData("?grade=A5", "LS-QUERY-002", "A1, A2")]
    [InlineData("?route=nowhere", "LS-QUERY-002", "hot, warm, needs-proof, needs-info, inactive, nurture")]
    [InlineData("?stage=mql", "LS-QUERY-002", "nurture, qualified, accepted, sales-qualified")]
    [InlineData("?sort=name", "LS-QUERY-002", "lastActivity, priority, respondBy, score")]
    [InlineData("?waiting=yes", "LS-QUERY-002", "true, false")]
    [InlineData("?since=yesterday", "LS-QUERY-002", "2026-03-01T09:00:00Z")]
    [InlineData("?stage=qualified,mql", "LS-QUERY-002", "separated by commas")]
    [InlineData("?q=%20.", "LS-QUERY-002", "a company or an address")]
    [InlineData("?to=marketing", "LS-QUERY-002", "sales, inside-sales, nurture, nobody")]
    [InlineData("?limit=0", "LS-QUERY-002", "from 1 to 200")]
    [InlineData("?limit=201", "LS-QUERY-002", "from 1 to 200")]
    [InlineData("?limit=ten", "LS-QUERY-002", "from 1 to 200")]
    [InlineData("?minScore=-1", "LS-QUERY-002", "from 0 to 100")]
    [InlineData("?minScore=101", "LS-QUERY-002", "from 0 to 100")]
    [InlineData("?model=crn", "LS-QUERY-002", "crm")]
    [InlineData("?limit=1&limit=2", "LS-QUERY-002", "once")]
    public async Task A_parameter_that_cannot_be_used_is_refused_with_what_can(string query, string code, string fix)
    {
        await _app.Publish(CrmModel.Yaml);

        var (status, body) = await _app.Leads(query);

        Assert.Equal(400, status);
        Assert.Equal(code, body.GetProperty("code").GetString());
        Assert.Contains(fix, body.GetProperty("fix").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_errors_of_a_query_are_named_at_once()
    {
        await _app.Publish(CrmModel.Yaml);

        var (_, body) = await _app.Leads("?grade=A5&limit=0&colour=red");

        Assert.Equal(["?colour", "?grade", "?limit"], body.GetProperty("errors").EnumerateArray().Select(static error => error.GetProperty("pointer").GetString()!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_continuation_works_only_unchanged_and_with_its_own_query()
    {
        await _app.Publish(CrmModel.Yaml);
        await Leads(("a@acme.example", 3, false), ("b@acme.example", 2, false), ("c@acme.example", 1, false));
        var token = (await _app.Leads("?limit=1")).Body.GetProperty("continuation").GetString()!;

        Assert.Equal(200, (await _app.Leads($"?limit=2&continuation={token}")).Status);
        Assert.Equal(400, (await _app.Leads($"?limit=1&minScore=5&continuation={token}")).Status);
        Assert.Equal(400, (await _app.Leads($"?continuation={token[..^3]}")).Status);
        Assert.Equal(400, (await _app.Leads("?continuation=not-a-token")).Status);
        Assert.Equal(400, (await _app.Leads($"?continuation={Convert.ToBase64String(Encoding.UTF8.GetBytes("[1]")).TrimEnd('=')}")).Status);
        for (var i = 0; i < token.Length; i++)
        {
            var changed = token[..i] + (token[i] == 'A' ? 'B' : 'A') + token[(i + 1)..];
            var (status, body) = await _app.Leads($"?continuation={changed}");
            Assert.True(status == 400 || changed == token, body.ToString());
        }
    }

    [Fact]
    public async Task A_row_that_no_state_names_is_left_out_and_deleted_after_an_hour()
    {
        await _app.Publish(CrmModel.Yaml);
        await Leads(("a@acme.example", 3, false));
        var lead = _app.IdOf("a@acme.example");
        // As left by a batch that was never committed: of a known lead, and of one that never came to be.
        await _app.Tables.Board.Upsert(BoardRows.Entity("crm", new BoardPlace("hot", 99), lead), default);
        await _app.Tables.Board.Upsert(BoardRows.Entity("crm", new BoardPlace("hot", 98), _app.IdOf("nobody@acme.example")), default);

        Assert.Equal(["a"], Names((await _app.Leads()).Body));
        Assert.Equal(3, Listed().Count);

        _app.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(["a"], Names((await _app.Leads()).Body));
        Assert.Equal("crm:warm", Assert.Single(Listed()).PartitionKey);
    }

    [Fact]
    public async Task Each_lead_is_listed_once_with_all_its_models_if_none_is_named()
    {
        await _app.Publish(CrmModel.Yaml);
        await _app.Publish(CrmModel.Other("erp"));
        await Leads([.. Enumerable.Range(0, 6).Select(static i => ($"lead{i}@acme.example", i, i % 2 == 0))]);

        var pages = await Pages("?limit=2");
        var (_, one) = await _app.Leads("?model=erp&limit=1");
        var (_, all) = await _app.Leads("?limit=1");

        Assert.Equal(6, pages.Sum(static page => page.Count));
        Assert.Equal(6, pages.SelectMany(static page => page).Distinct().Count());
        Assert.Equal(["erp"], Models(one));
        Assert.Equal(["crm", "erp"], Models(all));
        Assert.Equal("lead4", Name(all.GetProperty("leads")[0]));
    }

    [Fact]
    public async Task A_lead_on_a_removed_route_is_listed_until_its_rebuild()
    {
        await _app.Publish(CrmModel.Yaml);
        await Leads(("a@acme.example", 3, false));
        await _app.Publish(CrmModel.Yaml.Replace("id: warm", "id: tepid", StringComparison.Ordinal));

        var (_, body) = await _app.Leads();
        var shown = body.GetProperty("leads")[0].GetProperty("models")[0];

        Assert.Equal((1, "warm"), (shown.GetProperty("version").GetInt32(), shown.GetProperty("route").GetString()));
        Assert.Equal(["a"], Names((await _app.Leads("?route=warm")).Body));
    }

    [Fact]
    public async Task A_lead_that_cannot_be_read_does_not_hide_the_others()
    {
        await _app.Publish(CrmModel.Yaml);
        await Leads(("a@acme.example", 3, false), ("b@acme.example", 2, false));
        await _app.Tables.Leads.Upsert(new TableEntity(_app.IdOf("a@acme.example"), "lead") { ["d"] = "broken"u8.ToArray() }, default);

        Assert.Equal(["b"], Names((await _app.Leads()).Body));
    }

    [Fact]
    public async Task The_list_is_empty_without_leads_or_models()
    {
        Assert.Empty(Names((await _app.Leads()).Body));
        await _app.Publish(CrmModel.Yaml);
        Assert.Empty(Names((await _app.Leads()).Body));
    }

    // Without the rows by which leads are looked for.
    private List<TableEntity> Listed() => [.. _app.Tables["Board"].Rows.Where(static row => row.PartitionKey.Contains(':', StringComparison.Ordinal))];

    private static IEnumerable<string> Names(JsonElement page) => page.GetProperty("leads").EnumerateArray().Select(Name);

    private static string Name(JsonElement lead) => lead.GetProperty("email").GetString()!.Split('@')[0];

    private static IEnumerable<string> Models(JsonElement page) =>
        page.GetProperty("leads")[0].GetProperty("models").EnumerateArray().Select(static model => model.GetProperty("model").GetString()!);

    private async Task<List<List<string>>> Pages(string query)
    {
        var pages = new List<List<string>>();
        string? token = null;
        do
        {
            var (status, body) = await _app.Leads(token is null ? query : $"{query}&continuation={token}");
            Assert.True(status == 200, body.ToString());
            pages.Add([.. Names(body)]);
            token = body.GetProperty("continuation").GetString();
            Assert.InRange(pages.Count, 1, 100);
        }
        while (token is not null);
        return pages;
    }

    private Task Leads(params (string Email, int Visits, bool IsVp)[] leads) => _app.Send(
        [.. leads.SelectMany(static lead => (string[])[.. Sent.Visits(lead.Email, lead.Visits), Sent.Title(lead.Email, lead.IsVp ? "VP Sales" : "Clerk")])]);
}
