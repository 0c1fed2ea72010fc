using System.Globalization;
using System.Net;
using System.Text.Json;
using LeadScoring.Domain.Leads;
using LeadScoring.Local.Client;
using LeadScoring.Local.Demo;
using LeadScoring.Local.Demo.Leads;
using LeadScoring.Local.Demo.Sales;

namespace LeadScoring.Tests.Demo;

public sealed class DemoSalesTests
{
    private static readonly DateTimeOffset SentAt = new(2026, 9, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset MuchLater = SentAt.AddDays(60);

    [Theory]
    [InlineData("qualified", true)]
    [InlineData("accepted", true)]
    [InlineData("sales-qualified", true)]
    [InlineData("opportunity", true)]
    [InlineData("nurture", false)]
    [InlineData("disqualified", false)]
    [InlineData("lost", false)]
    [InlineData("customer", false)]
    public async Task The_desk_works_on_what_sales_has_and_on_nothing_else(string stage, bool works)
    {
        using var crm = new OneLead { Stage = stage };
        var sales = crm.Desk();

        var found = await sales.LookAt([OneLead.Id], CancellationToken.None);
        await sales.Report(MuchLater, CancellationToken.None);

        Assert.Equal(works ? 1 : 0, found);
        Assert.Equal(works, crm.Reports.Count > 0);
    }

    [Fact]
    public async Task A_lead_that_was_taken_back_is_left_alone()
    {
        using var crm = new OneLead();
        var sales = crm.Desk();
        await sales.LookAt([OneLead.Id], CancellationToken.None);

        crm.Stage = "nurture";
        await sales.Report(MuchLater, CancellationToken.None);
        crm.Stage = "qualified";
        await sales.Report(MuchLater, CancellationToken.None);

        Assert.Empty(crm.Reports);
    }

    [Fact]
    public async Task A_newer_hand_off_of_the_same_lead_is_another_one()
    {
        using var crm = new OneLead();
        var sales = crm.Desk();
        await sales.LookAt([OneLead.Id], CancellationToken.None);

        crm.Epoch = 2;
        await sales.Report(MuchLater, CancellationToken.None);
        Assert.Empty(crm.Reports);
        Assert.Equal(1, await sales.LookAt([OneLead.Id], CancellationToken.None));
        await sales.Report(MuchLater, CancellationToken.None);

        Assert.All(crm.Reports, report => Assert.Equal(2, report.Epoch));
    }

    [Fact]
    public async Task Nothing_is_reported_before_it_happened_and_nothing_twice()
    {
        using var crm = new OneLead();
        var sales = crm.Desk();
        await sales.LookAt([OneLead.Id], CancellationToken.None);

        for (var now = SentAt; now < MuchLater; now = now.AddHours(6))
        {
            await sales.Report(now, CancellationToken.None);
            Assert.All(crm.Reports, report => Assert.True(report.OccurredAt <= now.UtcDateTime));
        }

        Assert.NotEmpty(crm.Reports);
        Assert.Equal(crm.Reports.Count, crm.Reports.Select(report => report.Id).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task The_desk_continues_with_the_same_reports_after_an_interruption()
    {
        using var whole = new OneLead();
        var one = whole.Desk();
        await one.LookAt([OneLead.Id], CancellationToken.None);
        await one.Report(MuchLater, CancellationToken.None);

        using var cut = new OneLead();
        var first = cut.Desk();
        await first.LookAt([OneLead.Id], CancellationToken.None);
        await first.Report(SentAt.AddDays(2), CancellationToken.None);
        var second = cut.Desk();
        await second.TakeOver(SentAt.AddDays(2), CancellationToken.None);
        await second.Report(MuchLater, CancellationToken.None);

        Assert.Equal(whole.Reports, cut.Reports);
    }

    /// <summary>An app with one lead; remembers what is reported of it.</summary>
    private sealed class OneLead : HttpMessageHandler
    {
        public const string Id = "lead1";

        // Found by trying: one with a few reports.
        private const string Email = "ann@acme.example";

        private AppClient? _client;

        public string Stage { get; set; } = "qualified";

        public int Epoch { get; set; } = 1;

        public List<SalesReport> Reports { get; } = [];

        public DemoSales Desk()
        {
            _client ??= new AppClient(new Uri("http://localhost"), "key", this);
            return new DemoSales(_client, new SalesDesk(DemoSettings.BuiltIn().SalesDesk, "20261120-1", 1));
        }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var path = request.RequestUri!.AbsolutePath;
            if (request.Method == HttpMethod.Post)
            {
                Assert.Equal($"/api/v1/leads/{Id}/feedback", path);
                Reports.Add(JsonSerializer.Deserialize(await request.Content!.ReadAsStringAsync(cancellationToken), SalesJson.Default.SalesReport)!);
                return Answer("{}");
            }

            var epoch = Epoch.ToString(CultureInfo.InvariantCulture);
            return path switch
            {
                "/api/v1/leads" => Answer(request.RequestUri.Query.Contains($"stage={Stage}&", StringComparison.Ordinal)
                    ? $$"""{ "leads": [ { "id": "{{Id}}" } ], "continuation": null }"""
                    : """{ "leads": [], "continuation": null }"""),
                $"/api/v1/leads/{Id}" => Answer($$"""
                    { "id": "{{Id}}", "email": "{{Email}}", "profile": { "employees": "300" },
                      "models": [ { "model": "b2b-saas", "stage": "{{Stage}}", "epoch": {{epoch}} } ] }
                    """),
                $"/api/v1/leads/{Id}/timeline" => Answer($$"""
                    { "continuation": null, "entries": [ { "kind": "event", "type": "page.viewed", "occurredAt": "2026-09-01T09:10:00Z" },
                      { "kind": "decision", "type": "lead.qualified", "model": "b2b-saas", "epoch": {{epoch}}, "to": "sales", "occurredAt": "{{SentAt.UtcDateTime:o}}",
                        "respondBy": "2026-09-03T09:00:00Z", "attempts": 6 } ] }
                    """),
                _ => new HttpResponseMessage(HttpStatusCode.NotFound),
            };
        }

        private static HttpResponseMessage Answer(string json) => new(HttpStatusCode.OK) { Content = new StringContent(json) };
    }
}
