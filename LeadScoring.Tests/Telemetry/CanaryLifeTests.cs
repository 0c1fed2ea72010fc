using System.Text;
using System.Text.Json.Nodes;
using Azure;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Import;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Sweep;
using LeadScoring.Functions.Telemetry;
using LeadScoring.Local.Host;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;
using LeadScoring.Tests.Kit.Fakes;
using LeadScoring.Tests.Tracking;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LeadScoring.Tests.Telemetry;

/// <summary>
/// A word that stands in the address, the name and every value of a person is in no log, trace, metric and error answer of the person's whole life, whatever
/// fails. Deliveries of webhooks are in Sources/CanaryTests.
/// </summary>
public sealed class CanaryLifeTests : IDisposable
{
    private const string Canary = "canary-2e94a7d0";
    private const string Ann = $"ann@{Canary}.example";
    private const string Other = $"ann.berg@{Canary}.example";

    private readonly CapturedTelemetry _telemetry = new(Canary);
    private readonly Spans _spans = new();
    private readonly TrackApp _track = new();
    private readonly List<string> _answers = [];
    private int _number;

    private InMemoryApp App => _track.App;

    public void Dispose()
    {
        _telemetry.Dispose();
        _spans.Dispose();
    }

    [Fact]
    [Needs(Need.Time)]
    public async Task Telemetry_of_a_whole_life_has_no_personal_data()
    {
        await Begin();
        await Live();

        var names = _spans.OfLead(App.IdOf(Ann)).Concat(_spans.OfLead(App.IdOf(Other))).Select(static span => span.OperationName).ToHashSet(StringComparer.Ordinal);
        Assert.Superset(new HashSet<string>(["rescore", "publish", "copy", "erase"], StringComparer.Ordinal), names);
        Silent();
    }

    [Theory]
    [InlineData(TableNames.Leads, 503)]
    [InlineData(TableNames.Leads, 403)]
    [InlineData(TableNames.Due, 503)]
    [InlineData(TableNames.Board, 409)]
    [InlineData(TableNames.Rejected, 503)]
    [InlineData("lead-rescore", 503)]
    [InlineData(InMemoryTopic.Place, 0)]
    [InlineData(InMemoryTopic.Place, 1)]
    [Needs(Need.Time)]
    public async Task Telemetry_of_failures_has_no_personal_data(string place, int status)
    {
        await Begin();
        var calls = 0;
        App.Operations.Before = operation => operation.Place == place && ++calls % 2 == 0
            ? throw (place != InMemoryTopic.Place ? new RequestFailedException(status, $"no: {Ann}") : status == 0 ? new TopicUnavailableException($"no: {Ann}") : new TopicRefusedException("too large", new IOException(Ann)))
            : Task.CompletedTask;
        await Live();

        Assert.True(calls > 1, place);
        foreach (var row in App.Tables[TableNames.Parked].Rows)
            _answers.Add($"{row.GetString("code")} {row.GetString("reason")}");
        Silent();
    }

    private async Task Begin()
    {
        App.Get<ILoggerFactory>().AddProvider(_telemetry);
        await App.Publish(CrmModel.Yaml);
    }

    private async Task Live()
    {
        await Try(() => Capture(Event(Ann, "VP Sales"), Event(Ann), Event(Ann), Event(Ann)));
        await Try(() => Capture("""{ "type": """ + $"\"{Ann}\""));
        await Try(() => Capture($$"""{ "type": "{{Ann}}", "lead": { "email": "{{Canary}}" } }"""));
        await Try(async () => (await _track.Post(TrackApp.Identified(Ann, new JsonObject { ["company"] = Canary }))).Text);
        await Try(() => Import($"email,type,lastName\n{Ann},page.viewed,{Canary}\n{Canary},{Canary},{Canary}\n"));
        await Try(() => Capture(Event(Other, "VP Sales")));
        await Work();
        await Try(async () => Error(await App.Feedback(Ann, $$"""{ "id": "{{Canary}}", "kind": "accepted", "model": "crm", "by": "{{Canary}}", "reason": "{{Canary}}" }""")));
        await Try(async () => Error(await App.Feedback(Canary, $$"""{ "kind": "{{Canary}}" }""")));
        await Work();
        App.Clock.Advance(TimeSpan.FromDays(40));
        await Try(async () =>
        {
            await App.Get<SweepHandler>().Start(default);
            return "";
        });
        await Work();
        await Try(async () => Error(await App.Merge(Other, Ann)));
        await Work();
        // What an export and the reading API answer is the person's own; errors are not.
        await Try(async () => Error(await App.Export(Ann)));
        await Try(async () => Error(await App.Lead(Canary)));
        await Try(async () => Error(await App.Timeline(Canary)));
        await Try(async () => Error(await App.Erase(Ann)));
        await Work();
        foreach (var queue in QueueNames.All)
            await Run(queue, BinaryData.FromString($$"""{ "leads": "{{Ann}}", "{{Canary}}": "{{Canary}}" """));
    }

    private string Event(string email, string title = Canary) => $$"""
        { "id": "{{Canary}}-{{++_number}}", "type": "page.viewed", "lead": { "email": "{{email}}" },
          "properties": { "path": "/pricing", "url": "https://www.acme.example/pricing?mail={{Ann}}", "{{Canary}}": "{{Canary}}" }, "profile": { "jobTitle": "{{title}}", "lastName": "{{Canary}}" } }
        """;

    private async Task<string> Capture(params string[] events)
    {
        var context = new DefaultHttpContext { Request = { Body = new MemoryStream(Encoding.UTF8.GetBytes($"[{string.Join(',', events)}]")), QueryString = new QueryString($"?mail={Ann}") } };
        context.Request.Headers["Idempotency-Key"] = $"{Canary}-{++_number}";
        return Error(await InMemoryApp.Read(await Functions.Http.StorageFailures.ToProblem(() => App.Get<Functions.Capture.CaptureHandler>().Handle(context.Request, default))));
    }

    private async Task<string> Import(string file)
    {
        var context = new DefaultHttpContext { Request = { Body = new MemoryStream(Encoding.UTF8.GetBytes(file)), ContentType = "text/csv" } };
        var (_, report) = await InMemoryApp.Read(await Functions.Http.StorageFailures.ToProblem(() => App.Get<ImportHandler>().Handle(context.Request, default)));
        return report.GetRawText();
    }

    // What a person's own data is answered with is theirs; of an error nothing may be.
    private static string Error((int Status, System.Text.Json.JsonElement Body) answer) => answer.Status >= 400 ? answer.Body.GetRawText() : "";

    private async Task Try(Func<Task<string>> step)
    {
        using var request = Traces.Serve("request", Spans.NewTrace());
        try
        {
            _answers.Add(await step());
        }
        catch (Exception fault) when (fault is RequestFailedException or TopicUnavailableException or TimeoutException or System.Text.Json.JsonException)
        {
            // Where the host answers, and an export that is broken off; the host logs what it was.
            _answers.Add(ExceptionText.Describe(fault));
        }
    }

    // As the host works: a message that fails comes again, and is given up after a while.
    private async Task Work()
    {
        for (var round = 0; round < 12; round++)
        {
            foreach (var queue in QueueNames.All)
            {
                foreach (var message in await Receive(queue))
                {
                    if (await Run(queue, message.Body))
                        await Try(async () => (await App.Queues.Delete(queue, message)).ToString());
                }
            }

            App.Clock.Advance(TimeSpan.FromMinutes(6));
        }
    }

    private async Task<IReadOnlyList<ReceivedMessage>> Receive(string queue)
    {
        try
        {
            return await App.Queues.Receive(queue, 32, TimeSpan.FromMinutes(5));
        }
        catch (RequestFailedException)
        {
            // The next round asks again.
            return [];
        }
    }

    private async Task<bool> Run(string queue, BinaryData body)
    {
        try
        {
            await App.Clock.Finish(App.Handle(queue, body));
            return true;
        }
        catch (Exception fault) when (fault is not Xunit.Sdk.XunitException)
        {
            _answers.Add(ExceptionText.Describe(fault));
            return false;
        }
    }

    private void Silent()
    {
        Assert.True(_telemetry.Heard is { Logs: > 0, Traces: > 20, Measurements: > 20 }, _telemetry.Heard.ToString());
        Assert.Empty(_telemetry.Leaks);
        Assert.DoesNotContain(_answers, static answer => answer.Contains(Canary, StringComparison.OrdinalIgnoreCase));
    }
}
