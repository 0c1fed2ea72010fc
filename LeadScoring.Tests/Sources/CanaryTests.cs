using System.Diagnostics;
using System.Text;
using Azure;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Capture;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Rescore;
using LeadScoring.Functions.Storage;
using LeadScoring.Local.Sending;
using LeadScoring.Tests.Kit.Drivers;
using LeadScoring.Tests.Samples;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LeadScoring.Tests.Sources;

/// <summary>
/// A word that stands in every address, secret, query and header that is sent, and in what storage says when it fails, is in no log, trace, metric and error
/// answer, whatever becomes of the request.
/// </summary>
[Needs(Need.Time)]
public sealed class CanaryTests : IDisposable
{
    private const string Canary = "canary-7f3b1c9a";
    private static readonly ActivitySource Host = new("LeadScoring.Tests.Canary");

    private readonly CapturedTelemetry _telemetry = new(Canary);
    private readonly List<string> _problems = [];

    public static TheoryData<string> Sources() => [.. Fixture.All];

    public void Dispose() => _telemetry.Dispose();

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task Nothing_of_a_delivery_is_in_a_log_a_trace_a_metric_or_an_answer(string source)
    {
        var connected = await Connected.To(source);
        Listen(connected.Hooks.App);
        await connected.Hooks.App.Publish(await Model());
        var (told, signs) = VendorSecret.Of(connected.Way, "a-secret-with-a-" + Canary);
        connected.Hooks.App.Secrets["First"] = told;
        connected.Hooks.App.Secrets["InUrl"] = "a-secret-with-a-" + Canary;
        var good = connected.Fixture.Deliveries.Select(name => Sign(WithCanary(connected.Fixture.Delivery(name)))).ToList();

        foreach (var delivery in good)
        {
            Delivery[] tries =
            [
                delivery,
                delivery.With(header: ("Authorization", Canary)),
                delivery.With(query: $"{delivery.Query}{(delivery.Query.Length == 0 ? '?' : '&')}key={Canary}"),
                delivery.With(body: [.. delivery.Body, .. Encoding.UTF8.GetBytes(Canary)]),
                Sign(WithCanary(delivery).With(body: [.. delivery.Body.AsSpan(0, delivery.Body.Length / 2), .. Encoding.UTF8.GetBytes($"ann@{Canary}.example")])),
            ];
            foreach (var one in tries)
                await Post(one);
        }

        await connected.Hooks.App.Work();
        foreach (var (place, status) in new[] { (TableNames.Leads, 503), (TableNames.Sources, 500), (TableNames.Leads, 403), ("lead-rescore", 503), (TableNames.Rejected, 503) })
        {
            connected.Hooks.App.Clock.Advance(TimeSpan.FromSeconds(31));
            connected.Hooks.App.Operations.Before = operation => operation.Place == place ? throw new RequestFailedException(status, $"no: ann@{Canary}.example") : Task.CompletedTask;
            foreach (var delivery in good)
                await Post(delivery);
            connected.Hooks.App.Operations.Before = null;
        }

        foreach (var row in connected.Hooks.App.Tables[TableNames.Rejected].Rows)
            _problems.Add($"{row.GetString("detail")} {row.GetString("fix")}");
        Silent();

        Delivery Sign(Delivery delivery) => (connected.Way.Proof.Body is not null || connected.Way.Also is not null) && !IsJson(delivery.Body) ? delivery : connected.Vendor.Sign(delivery, signs, "a-secret-with-a-" + Canary, connected.Hooks.App.Clock.GetUtcNow());

        async Task Post(Delivery delivery)
        {
            using var request = Host.StartActivity("request");
            var answer = await connected.Post(delivery);
            _problems.Add($"{answer.Text} {string.Join(' ', answer.Headers.Values)}");
        }
    }

    [Fact]
    public async Task Nothing_of_an_event_is_in_a_log_a_trace_a_metric_or_an_error_answer()
    {
        var app = new InMemoryApp();
        Listen(app);
        await app.Publish(await Model());
        const string Address = $"ann@{Canary}.example";
        string[] bodies =
        [
            $$"""[{ "type": "page.viewed", "lead": { "email": "{{Address}}" }, "properties": { "url": "https://www.planner.example/?mail={{Address}}" }, "profile": { "name": "{{Canary}}" } }]""",
            $$"""[{ "type": "{{Address}}", "lead": { "email": "ann@northmill.example" } }]""",
            $$"""[{ "type": "page.viewed", "occurredAt": "{{Address}}", "lead": { "email": "{{Address}} <{{Address}}>" } }]""",
            $$"""[{ "type": "page.viewed", "lead": { "email": "{{Address}}" }, "properties": { "{{Address}}": 1, "{{Address}}": 2 } }]""",
            $$"""[{ "id": "1", "type": "form.submitted", "lead": { "email": "{{Address}}" }, "properties": { "fields.company": "{{Canary}}" } }, { "id": "1", "type": "form.submitted", "lead": { "email": "{{Address}}" } }]""",
            $$"""{ "type": "{{Address}}", """,
            $$"""{ "events": "{{Address}}" }""",
        ];
        foreach (var body in bodies)
            await Post(body);
        await app.Work();

        foreach (var place in new[] { TableNames.Leads, TableNames.Rejected, "lead-rescore" })
        {
            app.Operations.Before = operation => operation.Place == place ? throw new RequestFailedException(503, Address) : Task.CompletedTask;
            foreach (var body in bodies)
                await Post(body);
            app.Operations.Before = null;
        }

        Silent();

        async Task Post(string body)
        {
            using var request = Host.StartActivity("request");
            var context = new DefaultHttpContext { Request = { Body = new MemoryStream(Encoding.UTF8.GetBytes(body)), QueryString = new QueryString("?mail=" + Canary) }, Response = { Body = new MemoryStream() } };
            context.Request.Headers["X-Anything"] = Canary;
            context.Request.Headers.Authorization = Canary;
            var result = await StorageFailures.ToProblem(() => app.Get<CaptureHandler>().Handle(context.Request, default));
            await result.ExecuteResultAsync(new Microsoft.AspNetCore.Mvc.ActionContext { HttpContext = context });
            _problems.Add(Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray()));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nothing_of_a_lead_whose_rescore_fails_is_in_a_log_trace_or_parking_reason(bool isPassing)
    {
        var app = new InMemoryApp();
        Listen(app);
        await app.Publish(await Model());
        await app.Capture($$"""{ "type": "page.viewed", "lead": { "email": "ann@{{Canary}}.example" }, "properties": { "url": "https://www.planner.example/{{Canary}}" } }""");
        app.Operations.Before = operation => operation is { Place: TableNames.Leads, Kind: Kit.Fakes.OperationKind.Submit }
            ? throw (isPassing ? (Exception)new RequestFailedException(503, $"ann@{Canary}.example") : new InvalidOperationException($"ann@{Canary}.example"))
            : Task.CompletedTask;
        for (var attempt = 0; attempt < 5; attempt++)
        {
            foreach (var message in await app.Queues.Receive("lead-rescore", 32, TimeSpan.FromMinutes(5)))
            {
                using var work = Host.StartActivity("message");
                await app.Get<RescoreHandler>().Handle(message.Body, default);
                await app.Queues.Delete("lead-rescore", message);
            }

            app.Clock.Advance(TimeSpan.FromMinutes(11));
        }

        foreach (var row in app.Tables[TableNames.Parked].Rows)
            _problems.Add(string.Join(' ', row.Select(static cell => cell.Value)));
        Assert.Equal(isPassing ? 0 : 1, _problems.Count);
        Assert.True(_telemetry.Heard.Logs > 0);
        Silent();
    }

    private static async Task<string> Model()
    {
        var model = await File.ReadAllTextAsync(Path.Combine(SampleFiles.Root, "models", "b2b-saas.yaml"));
        return model[model.IndexOf("model: ", StringComparison.Ordinal)..];
    }

    private static Delivery WithCanary(Delivery delivery)
    {
        var text = Encoding.UTF8.GetString(delivery.Body).Replace(".example", $".{Canary}.example", StringComparison.Ordinal).Replace("Mozilla", Canary, StringComparison.Ordinal);
        return delivery.With(body: Encoding.UTF8.GetBytes(text), header: ("X-Forwarded-For", Canary));
    }

    private static bool IsJson(byte[] body)
    {
        using var document = Functions.Sources.Bodies.BodyTree.Parse(body);
        return document is not null;
    }

    private void Listen(InMemoryApp app) => app.Get<ILoggerFactory>().AddProvider(_telemetry);

    private void Silent()
    {
        Assert.True(_telemetry.Heard.Traces > 0 && _telemetry.Heard.Measurements > 0, _telemetry.Heard.ToString());
        Assert.Empty(_telemetry.Leaks);
        Assert.DoesNotContain(_problems, static problem => problem.Contains(Canary, StringComparison.OrdinalIgnoreCase));
    }
}
