using System.Net;
using System.Text.Json;
using LeadScoring.Domain.Leads;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.EndToEnd;

/// <summary>A report over the real app: 202, then 200, and the same as a spreadsheet.</summary>
[Needs(Need.Processes)]
public sealed class ReportTests(RunningApp running) : IClassFixture<RunningApp>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task Every_hand_off_of_the_real_app_is_proven()
    {
        await running.Publish("hand-off");
        foreach (var body in MixedEvents.Make(400, 20, seed: 8).Chunk(100))
            await running.Send([.. body.Select(static pair => MixedEvents.For($"report-{pair.Lead}@acme.example", pair.Event))]);
        await running.Rest();

        using (var first = await running.App.Http.GetAsync(new Uri("/api/v1/reports/service-level", UriKind.Relative)))
            Assert.Equal((HttpStatusCode.Accepted, "2"), (first.StatusCode, first.Headers.RetryAfter?.ToString()));
        JsonElement report = default;
        await Eventually.True(
            async () =>
            {
                using var answer = await running.App.Http.GetAsync(new Uri("/api/v1/reports/service-level", UriKind.Relative));
                using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
                report = body.RootElement.Clone();
                return answer.StatusCode == HttpStatusCode.OK;
            },
            Patience);

        var audit = report.GetProperty("audit");
        Assert.Equal((20, 0, "{}"), (report.GetProperty("leads").GetInt32(), audit.GetProperty("belowThreshold").GetInt32(), audit.GetProperty("unchecked").GetRawText()));
        Assert.True(audit.GetProperty("proven").GetInt32() > 0, report.ToString());

        var file = await running.App.Http.GetStringAsync(new Uri("/api/v1/reports/service-level.csv", UriKind.Relative));
        Assert.Equal(report.GetProperty("rows").GetArrayLength() + 1, file.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }
}
