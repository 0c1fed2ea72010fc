using System.Net.Http.Json;
using System.Text;
using LeadScoring.Domain.Leads;
using LeadScoring.Tests.Kit.Drivers;
using LeadScoring.Tests.Simulation;

namespace LeadScoring.Tests.EndToEnd;

/// <summary>What the real process sends to a collector: traces over the queue, metrics and logs, and nothing of a person.</summary>
[Needs(Need.Processes)]
public sealed class TelemetryTests
{
    private const string Canary = "canary-51d0c9f2";

    private static readonly string[] Watched =
    [
        "leadscoring.events.captured", "leadscoring.leads.rescored", "leadscoring.decisions", "leadscoring.messages.published", "leadscoring.capture_to_score", "leadscoring.storage.operations",
        "leadscoring.queue.depth", "leadscoring.outbox.age", "leadscoring.night.age", "leadscoring.parked", "leadscoring.requests.refused", "http.server.request.duration",
    ];

    [Fact]
    public async Task A_collector_gets_traces_metrics_and_logs_and_nothing_of_a_person()
    {
        await using var collector = await OtlpReceiver.Start();
        await using var app = await App.Start(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Url,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
            ["OTEL_BLRP_SCHEDULE_DELAY"] = "200",
        });
        await Publish(app);
        var trace = Spans.NewTrace();
        var email = $"ann@{Canary}.example";

        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/events?mail={Canary}")
        {
            Content = new StringContent(Stories.Body(Stories.Hot(email, TimeProvider.System.GetUtcNow())), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("traceparent", trace);
        request.Headers.Add("tracestate", $"mail={Canary}");
        request.Headers.Add("baggage", $"mail={Canary}");
        request.Headers.Add("User-Agent", Canary);
        using var captured = await app.Http.SendAsync(request);
        captured.EnsureSuccessStatusCode();
        using var read = await app.Http.GetAsync(new Uri($"/api/v1/leads/{email}?day={Canary}", UriKind.Relative));
        using var nowhere = await app.Http.GetAsync(new Uri($"/nowhere/{Canary}", UriKind.Relative));
        using var forged = await app.Anonymous.PostAsJsonAsync($"/hooks/hubspot/{Canary}", new { mail = email });
        await app.WaitUntilIdle();
        await app.Run("ApplyDecay");
        await app.WaitUntilIdle();
        await app.Run("CheckDeadlines");
        await app.WaitUntilIdle();

        await Eventually.True(
            () => Watched.All(collector.Metrics.Contains) && Of(trace).Contains("publish") && collector.Logs.Any(static log => log.StartsWith("The night of", StringComparison.Ordinal)),
            otherwise: () => $"{string.Join(", ", collector.Metrics)} | {string.Join(", ", Of(trace))} | {string.Join(", ", collector.Logs)}{app.Output}");
        Assert.Equal(0, await app.Stop());

        Assert.Equal(["CaptureEvents", "capture", "publish", "rescore"], Of(trace).Order(StringComparer.Ordinal));
        Assert.Equal(["leadscoring"], collector.Services);
        // Of ASP.NET Core nothing else, and no span or log of anybody else.
        Assert.All(collector.Metrics, static name => Assert.True(name.StartsWith("leadscoring.", StringComparison.Ordinal) || name == "http.server.request.duration", name));
        Assert.Contains("/api/v1/leads/{lead}", collector.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, collector.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Canary, app.Output, StringComparison.OrdinalIgnoreCase);

        IEnumerable<string> Of(string traceParent) => collector.Spans.Where(span => span.Trace == Spans.TraceOf(traceParent)).Select(static span => span.Name);
    }

    private static async Task Publish(App app)
    {
        using var draft = await app.Http.PutAsync(new Uri($"/api/v1/models/{Stories.Model}", UriKind.Relative), new StringContent(Stories.Yaml, Encoding.UTF8, "application/yaml"));
        draft.EnsureSuccessStatusCode();
        using var published = await app.Http.PostAsJsonAsync($"/api/v1/models/{Stories.Model}/publish", new { author = "test", reason = "test" });
        published.EnsureSuccessStatusCode();
    }
}
