using System.Diagnostics;
using System.Text.Json;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Sweep;
using LeadScoring.Functions.Telemetry;
using LeadScoring.Tests.Kit.Drivers;
using LeadScoring.Tests.Kit.Fakes;
using LeadScoring.Tests.Simulation;
using Microsoft.Extensions.DependencyInjection;

namespace LeadScoring.Tests.Telemetry;

/// <summary>One trace shows the way of an event from the request to the topic, over the queue and over retries; what comes without a trace is worked on as well.</summary>
public sealed class TraceTests : IDisposable
{
    private readonly Spans _spans = new();
    private readonly World _world = new();
    private readonly string _trace = Spans.NewTrace();
    private readonly string _email = $"{Guid.NewGuid():N}@acme.example";

    private string Lead => _world.LeadIds.Of(Domain.Events.EmailAddress.TryParse(_email, out var address) ? address : default);

    public void Dispose() => _spans.Dispose();

    [Fact]
    public async Task A_request_is_one_trace_from_the_capture_to_the_message_for_the_topic()
    {
        await _world.Publish(Stories.Model, Stories.Yaml);
        await Capture(_trace);
        await _world.Settle();

        var spans = _spans.Of(_trace);
        Assert.Equal(["CaptureEvents", "capture", "rescore", "publish"], spans.Select(static span => span.OperationName));
        Assert.Equal(ActivityContext.Parse(_trace, null).SpanId, spans[0].ParentSpanId);
        Assert.All(spans.Skip(1).Zip(spans), static pair => Assert.Equal(pair.Second.SpanId, pair.First.ParentSpanId));
        var message = Assert.Single(_world.Topic.Sent);
        Assert.Equal(spans[2].Id, message.TraceParent);
        Assert.Equal([2, 1, "done"], new[] { SpanTags.Events, SpanTags.Decisions, SpanTags.Outcome }.Select(spans[2].GetTagItem));
        Assert.Equal([message.MessageId, "lead.qualified", "sent"], new[] { SpanTags.Message, SpanTags.Type, SpanTags.Outcome }.Select(spans[3].GetTagItem));
    }

    [Fact]
    public async Task Retries_stay_in_the_trace_and_a_message_sent_again_is_the_same()
    {
        await _world.Publish(Stories.Model, Stories.Yaml);
        var back = World.Start.AddHours(1);
        var answersLost = 0;
        _world.Operations.Before = operation => operation.Place == InMemoryTopic.Place && _world.Clock.GetUtcNow() < back ? throw new TopicUnavailableException("down") : Task.CompletedTask;
        _world.Operations.After = operation => operation.Place == InMemoryTopic.Place && answersLost++ == 0 ? throw new TopicUnavailableException("no answer") : Task.CompletedTask;
        await Capture(_trace);
        await _world.Settle();

        var spans = _spans.Of(_trace);
        var first = spans.First(static span => span.OperationName == "rescore");
        Assert.True(spans.Count(static span => span.OperationName == "rescore") > 5);
        Assert.All(spans.Where(static span => span.OperationName == "rescore"), span => Assert.Equal(first.ParentSpanId, span.ParentSpanId));
        var publishes = spans.Where(static span => span.OperationName == "publish").ToList();
        Assert.Equal(["later", "sent"], publishes.Select(static span => span.GetTagItem(SpanTags.Outcome)).Distinct());
        Assert.All(publishes, span => Assert.Equal(first.SpanId, span.ParentSpanId));
        Assert.Equal(2, _world.Topic.Sent.Count);
        Assert.Single(_world.Topic.Sent.Select(static message => message.Body.GetRawText()).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_lead_that_fails_keeps_its_trace_until_it_is_parked()
    {
        await _world.Publish(Stories.Model, Stories.Yaml);
        await Capture(_trace, Stories.Event("1", _email, "page.viewed", World.Start));
        _world.Operations.Before = static operation => operation is { Place: Functions.Storage.TableNames.Leads, Kind: OperationKind.Submit } ? throw new InvalidOperationException("broken") : Task.CompletedTask;
        await _world.Settle();

        var tries = _spans.Of(_trace).Where(static span => span.OperationName == "rescore").ToList();
        Assert.Equal(5, tries.Count);
        Assert.All(tries, static span => Assert.Equal(("failed", "LS-LEAD-999", ActivityStatusCode.Error, null), (span.GetTagItem(SpanTags.Outcome), span.GetTagItem(SpanTags.Code), span.Status, span.StatusDescription)));
    }

    [Fact]
    public async Task Each_bucket_is_in_the_trace_of_the_night_and_each_lead_has_a_linked_trace()
    {
        await _world.Publish(Stories.Model, Stories.Yaml);
        await Capture(Spans.NewTrace());
        await _world.Settle();
        _world.Clock.Advance(TimeSpan.FromDays(20));

        using (Traces.Serve("ApplyDecay", _trace))
            await _world.Process.GetRequiredService<SweepHandler>().Start(default);
        await _world.Settle();

        var sweeps = _spans.Of(_trace).Where(static span => span.OperationName == "sweep").ToList();
        Assert.Equal(Domain.Events.LeadIds.Buckets, sweeps.Count);
        var rescore = Assert.Single(_spans.LinkedTo(_trace));
        Assert.Equal(("rescore", Lead, default), (rescore.OperationName, rescore.GetTagItem(SpanTags.Lead), rescore.ParentSpanId));
        Assert.Contains(sweeps, sweep => sweep.SpanId == Assert.Single(rescore.Links).Context.SpanId && sweep.GetTagItem(SpanTags.Leads) is 1);
    }

    [Fact]
    public async Task Work_that_fans_out_carries_the_trace_in_every_message()
    {
        await _world.Publish(Stories.Model, Stories.Yaml);
        using (Traces.Serve("PublishModel", _trace))
        {
            await _world.Process.GetRequiredService<RebuildRequests>().AskAll(Stories.Model, TimeSpan.Zero);
            await _world.Process.GetRequiredService<RebuildRequests>().Ask(Stories.Model, Lead, default);
            await _world.Process.GetRequiredService<RescoreRequests>().Ask(Lead, evaluate: true, default);
        }

        var bodies = _world.Queues.Bodies(QueueNames.Rebuild).Concat(_world.Queues.Bodies(QueueNames.Rescore)).ToList();
        Assert.Equal(RebuildRequests.Lanes + 2, bodies.Count);
        Assert.All(bodies, body => Assert.Equal(Spans.TraceOf(_trace), Spans.TraceOf(Field(body))));
        await _world.Settle();
        Assert.Equal(Domain.Events.LeadIds.Buckets + 1, _spans.Of(_trace).Count(static span => span.OperationName == "rebuild"));
    }

    public static TheoryData<string?> Unusable() =>
    [
        null, "", "x", "00-00000000000000000000000000000000-b7ad6b7169203331-01", "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01", "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331", "ann@acme.example", new string('a', 10_000),
    ];

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task A_message_without_a_usable_trace_starts_a_new_one(string? trace)
    {
        await _world.Publish(Stories.Model, Stories.Yaml);
        await Capture(trace);
        var captured = Assert.Single(await _world.Queues.Receive(QueueNames.Rescore, 1, TimeSpan.FromMinutes(1)));
        var message = JsonSerializer.Deserialize(captured.Body, MessagingJson.Default.VisitRequest)! with { TraceParent = trace };
        await _world.Work(_world.Process, QueueNames.Rescore, captured with { Body = BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(message, MessagingJson.Default.VisitRequest)) });

        var rescore = Assert.Single(_spans.OfLead(Lead), static span => span.OperationName == "rescore");
        Assert.Equal(("done", default), (rescore.GetTagItem(SpanTags.Outcome), rescore.ParentSpanId));
        Assert.Equal(rescore.Id, Assert.Single(_world.Topic.Sent).TraceParent);
    }

    [Fact]
    public async Task A_visit_that_joins_a_running_one_belongs_to_the_trace_of_its_message()
    {
        await _world.Publish(Stories.Model, Stories.Yaml);
        var second = Spans.NewTrace();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await Capture(_trace, Stories.Event("1", _email, "page.viewed", World.Start));
        var one = Assert.Single(await _world.Queues.Receive(QueueNames.Rescore, 1, TimeSpan.FromMinutes(1)));
        _world.Operations.Before = operation => operation is { Place: Functions.Storage.TableNames.Leads, Kind: OperationKind.Submit } ? gate.Task : Task.CompletedTask;
        var working = _world.Work(_world.Process, QueueNames.Rescore, one);
        _world.Operations.Before = null;
        await Capture(second);
        var other = Assert.Single(await _world.Queues.Receive(QueueNames.Rescore, 1, TimeSpan.FromMinutes(1)));
        var waiting = _world.Work(_world.Process, QueueNames.Rescore, other);
        gate.SetResult();
        await Task.WhenAll(working, waiting);

        Assert.Equal(Spans.TraceOf(second), Spans.TraceOf(Assert.Single(_world.Topic.Sent).TraceParent));
    }

    [Fact]
    public void Free_text_of_callers_is_in_no_span()
    {
        using var foreign = new Activity("request").SetIdFormat(ActivityIdFormat.Hierarchical).SetParentId("|ann@acme.example.1").Start();
        Assert.Null(Traces.Parent);
        using var host = new Activity("host").SetParentId(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);
        host.TraceStateString = "mail=ann@acme.example";
        host.Start();

        using var span = Traces.Start("capture");

        Assert.Equal((host.TraceId, ""), (span!.TraceId, span.TraceStateString));
    }

    [Fact]
    public async Task Service_Bus_has_the_context_where_its_clients_look_for_it()
    {
        await _world.Publish(Stories.Model, Stories.Yaml);
        await Capture(_trace);
        await _world.Settle();
        var message = Assert.Single(_world.Topic.Sent);

        var sent = ServiceBusTopic.ToServiceBus(message);

        Assert.Equal([message.TraceParent, message.TraceParent], new[] { "traceparent", "Diagnostic-Id" }.Select(name => sent.ApplicationProperties[name]));
        Assert.Equal(message.Body.GetRawText(), sent.Body.ToString());
    }

    private async Task Capture(string? trace, params string[] events)
    {
        using var request = Traces.Serve("CaptureEvents", trace);
        Assert.Equal(202, await _world.Capture(Stories.Body(events.Length > 0 ? events : Stories.Hot(_email, World.Start))));
    }

    private static string? Field(BinaryData body)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.GetProperty("traceparent").GetString();
    }
}
