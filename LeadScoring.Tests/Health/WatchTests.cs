using System.Diagnostics.Metrics;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Health;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Sweep;
using LeadScoring.Functions.Timers;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;
using LeadScoring.Tests.Kit.Fakes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace LeadScoring.Tests.Health;

/// <summary>What alerts watch is measured every 15 minutes.</summary>
public sealed class WatchTests : IDisposable
{
    private readonly InMemoryApp _app = new();
    private readonly Measurements _measured;

    public WatchTests() => _measured = new Measurements(_app.Get<IMeterFactory>());

    public void Dispose() => _measured.Dispose();

    [Fact]
    public async Task Every_queue_and_its_poison_queue_is_measured_whether_or_not_anything_is_there()
    {
        await _app.Queues.Send(QueueNames.Sweep, BinaryData.FromString("?"), TimeSpan.Zero, default);
        await _app.Queues.Poison(QueueNames.Sweep, Assert.Single(await _app.Queues.Receive(QueueNames.Sweep, 1, TimeSpan.FromMinutes(1))));
        await _app.Capture(Sent.Pricing("ann@acme.example"));

        await CheckDeadlines();

        Assert.Equal([1], _measured["leadscoring.queue.depth queue=lead-rescore"]);
        Assert.Equal([1], _measured["leadscoring.queue.depth queue=lead-sweep-poison"]);
        Assert.Equal(
            QueueNames.All.SelectMany(static queue => new[] { queue, QueueNames.Poison(queue) }).Select(static queue => "leadscoring.queue.depth queue=" + queue).Order(StringComparer.Ordinal),
            _measured.Names.Where(static name => name.StartsWith("leadscoring.queue.depth", StringComparison.Ordinal)));
        Assert.Equal([0], _measured["leadscoring.queue.depth queue=lead-report-poison"]);
    }

    [Fact]
    public async Task What_is_parked_is_measured_by_kind_and_is_nought_when_nothing_is()
    {
        await CheckDeadlines();
        await _app.Get<ParkedStore>().Park(new ParkedLead(_app.IdOf("ann@acme.example"), "LS-LEAD-001", "broken", 5, InMemoryApp.Start), default);
        await CheckDeadlines();

        Assert.Equal([0, 1], _measured["leadscoring.parked kind=lead"]);
        Assert.Equal([0, 0], _measured["leadscoring.parked kind=message"]);
    }

    [Fact]
    public async Task The_age_of_the_night_counts_from_the_first_publish_until_there_is_one()
    {
        await CheckDeadlines();
        Assert.Empty(_measured["leadscoring.night.age"]);
        await _app.Publish(CrmModel.Yaml);
        _app.Clock.Advance(TimeSpan.FromHours(3));
        await CheckDeadlines();
        await _app.Get<SweepHandler>().Start(default);
        _app.Clock.Advance(TimeSpan.FromHours(27));
        // The age is taken before the night is made up for.
        await CheckDeadlines();
        await CheckDeadlines();

        Assert.Equal([3 * 3600, 27 * 3600, 0], _measured["leadscoring.night.age"]);
    }

    [Fact]
    public async Task A_look_that_fails_is_logged_and_the_others_and_all_other_work_go_on()
    {
        await _app.Get<SweepHandler>().Start(default);
        _app.Clock.Advance(TimeSpan.FromHours(27));
        _app.Operations.Before = static operation => operation.Kind == OperationKind.Depth && operation.Place == QueueNames.Sweep ? throw new IOException("ann@acme.example") : Task.CompletedTask;

        await CheckDeadlines();

        Assert.Empty(_measured["leadscoring.queue.depth queue=lead-sweep"]);
        Assert.Equal([0], _measured["leadscoring.queue.depth queue=lead-rescore"]);
        Assert.Contains(_app.Log, static line => line.Contains("could not be measured: lead-sweep: IOException", StringComparison.Ordinal));
        Assert.DoesNotContain(_app.Log, static line => line.Contains("ann@", StringComparison.Ordinal));
        Assert.Contains(_app.Log, static line => line.Contains("the missed night starts now", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_is_measured_when_it_is_sent_and_each_time_it_waits()
    {
        await _app.Publish(CrmModel.Yaml);
        var down = true;
        _app.Operations.Before = operation => down && operation.Place == InMemoryTopic.Place ? throw new TopicUnavailableException("down") : Task.CompletedTask;
        await _app.Send([Sent.Title("ann@acme.example", "VP Sales"), .. Sent.Visits("ann@acme.example", 3)]);
        down = false;
        _app.Clock.Advance(TimeSpan.FromMinutes(20));
        await _app.Work();

        Assert.NotEmpty(_app.Topic.Sent);
        Assert.Equal(0, _measured["leadscoring.outbox.age"][0]);
        Assert.Equal(20 * 60, _measured["leadscoring.outbox.age"][^1]);
    }

    private Task CheckDeadlines() =>
        ActivatorUtilities.CreateInstance<CheckDeadlines>(_app.Services).Run(new TimerInfo(), default);
}
