using System.Globalization;
using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Leads;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Simulation;

/// <summary>Story 9 of the hand-off: killed at every step, every webhook three times, in reverse order; and what must hold of feedback and deadlines all the same.</summary>
public sealed class HandOffTests
{
    private const string Model = "acceptance";
    private const string Ann = "ann@acme.example";

    private const string Promise = """{ "id": "1", "kind": "postponed", "until": "2026-03-13", "occurredAt": "2026-03-02T09:00:00Z" }""";

    private static readonly string Yaml = RunningApp.Document(Model);

    private static IEnumerable<string> Story1 =>
    [
        .. StoryEvents.Interest(Ann, World.Start),
        StoryEvents.Pricing(Ann, World.Start.AddMinutes(-1)),
    ];

    [Fact]
    [Needs(Need.Time)]
    public Task A_crash_at_any_step_of_story_1_sends_the_same_messages_once() => History.SameWhereverAProcessDies(
        static world => world.Publish(Model, Yaml),
        [
            .. Story1.SelectMany<string, Func<World, Task>>(static webhook =>
            [
                async world => Assert.Equal(202, await world.Capture(Stories.Body(webhook))),
                async world => Assert.Equal(202, await world.Capture(Stories.Body(webhook))),
                static world => world.Settle(),
                async world => Assert.Equal(202, await world.Capture(Stories.Body(webhook))),
                static world => world.Settle(),
            ]),
            static world => world.Deadlines(),
        ],
        leastCalls: 100);

    [Fact]
    [Needs(Need.Time)]
    public Task A_crash_at_any_step_from_a_fair_to_an_abandoned_lead_changes_nothing() => History.SameWhereverAProcessDies(
        static world => world.Publish(Model, Yaml.Replace("attempts: 6", "attempts: 2", StringComparison.Ordinal)),
        [
            static async world => Assert.Equal(202, await world.Capture(Stories.Body([StoryEvents.Fair(Ann, World.Start), .. Story1]))),
            static world => world.Settle(),
            static world => Later(world, 2.5),
            static world => world.Deadlines(),
            static async world => Assert.Equal(202, await world.Feedback(Ann, """{ "id": "1", "kind": "unreachable" }""")),
            static async world => Assert.Equal(202, await world.Feedback(Ann, """{ "id": "1", "kind": "unreachable" }""")),
            static world => world.Settle(),
            static async world => Assert.Equal(202, await world.Feedback(Ann, """{ "id": "2", "kind": "unreachable" }""")),
            static world => world.Settle(),
            static world => world.Deadlines(),
        ],
        leastCalls: 50);

    [Fact]
    [Needs(Need.Time)]
    public Task A_crash_at_any_step_from_a_promised_call_to_an_overdue_one_changes_nothing() => History.SameWhereverAProcessDies(
        static world => world.Publish(Model, Yaml),
        [
            static async world => Assert.Equal(202, await world.Capture(Stories.Body(Story1))),
            static world => world.Settle(),
            static async world => Assert.Equal(202, await world.Feedback(Ann, Promise)),
            static world => world.Settle(),
            static async world => Assert.Equal(202, await world.Feedback(Ann, Promise)),
            static world => world.Settle(),
            static world => Later(world, 11),
            static world => world.Deadlines(),
            static world => Later(world, 12),
            static world => world.Deadlines(),
            static world => world.Deadlines(),
        ],
        leastCalls: 50);

    [Fact]
    public async Task A_promised_call_is_looked_at_on_its_last_day_and_when_it_is_over()
    {
        var world = await Played(Story1);
        Assert.Equal(202, await world.Feedback(Ann, Promise));
        await world.Settle();

        var inWork = await PriorityAfter(world, 10.5);
        // The last day is urgent: three in place of one, times the weight of a promise.
        Assert.Equal(inWork + (2 * 3), await PriorityAfter(world, 11));
        Assert.DoesNotContain(world.Topic.Delivered, static message => message.Subject == "lead.overdue");

        await PriorityAfter(world, 12);
        await PriorityAfter(world, 20);
        var data = Assert.Single(world.Topic.Delivered, static message => message.Subject == "lead.overdue").Body.GetProperty("data");
        Assert.Equal(
            ("2026-03-13T23:59:59Z", "2026-03-13T23:59:59Z", "head-of-sales", "A call was promised for 2026-03-13, and none was reported."),
            (data.GetProperty("respondBy").GetString(), data.GetProperty("callAgainBy").GetString(), data.GetProperty("escalate").GetString(), data.GetProperty("text").GetString()));
        Assert.DoesNotContain(world.Tables[Functions.Storage.TableNames.Due].Rows, static row => row.PartitionKey.StartsWith("deadline:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Events_in_reverse_order_give_the_same_score_and_stage()
    {
        var forward = await Played(Story1);
        var backward = await Played(Story1.Reverse());

        var (left, right) = (await Ended(forward), await Ended(backward));
        Assert.Equal(left, right);
        Assert.Equal(
            backward.Topic.Delivered.Count,
            backward.Topic.Delivered.Select(static message => (message.Subject, message.Properties["model"])).Distinct().Count());
        Assert.Contains("Qualified epoch 1 hot", left, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deadlines_cost_the_leads_that_are_due_and_nothing_more()
    {
        var world = new World();
        await world.Publish(Model, Yaml);
        foreach (var chunk in Enumerable.Range(0, 200).Chunk(50))
            Assert.Equal(202, await world.Capture(Stories.Body(chunk.SelectMany(static i => StoryEvents.Interest(Address(i), World.Start)))));
        await world.Settle();
        world.Clock.MoveTo(World.Start.AddDays(5.9));
        world.Operations.Reset();
        await world.Deadlines();
        Assert.Equal(16, world.Operations.Total);

        // The last day is urgent, and moves the priority.
        world.Clock.MoveTo(World.Start.AddDays(6.1));
        await world.Deadlines();
        Assert.DoesNotContain(world.Topic.Delivered, static message => message.Subject == "lead.overdue");

        world.Clock.MoveTo(World.Start.AddDays(7.1));
        world.Operations.Reset();
        await world.Deadlines();
        Assert.Equal(200, world.Topic.Delivered.Count(static message => message.Subject == "lead.overdue"));
        // A look at the lead and its batch, the message and its row in the outbox, the row in the index; the queue's messages are for fifty leads each.
        Assert.InRange(world.Operations.Total, 200 * 5, (200 * 6) + 100);

        world.Operations.Reset();
        await world.Deadlines();
        Assert.Equal(16, world.Operations.Total);
        Assert.DoesNotContain(world.Tables[Functions.Storage.TableNames.Due].Rows, static row => row.PartitionKey.StartsWith("deadline:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_deadline_that_moves_to_an_earlier_time_is_found_at_that_time()
    {
        var world = await Played(Story1.Take(4));
        world.Clock.MoveTo(World.Start.AddDays(1));
        Assert.Equal(202, await world.Capture(Stories.Body(StoryEvents.Pricing(Ann, World.Start.AddDays(1)))));
        await world.Settle();
        Assert.Equal("lead.upgraded", world.Topic.Delivered[^1].Subject);

        // Two days after the upgrade: long before the seven days of the first hand-off.
        world.Clock.MoveTo(World.Start.AddDays(3).AddHours(1));
        await world.Deadlines();
        Assert.Equal("lead.overdue", world.Topic.Delivered[^1].Subject);

        // The row that was filed for the first hand-off costs a visit and says nothing.
        world.Clock.MoveTo(World.Start.AddDays(7).AddHours(1));
        await world.Deadlines();
        Assert.Single(world.Topic.Delivered, static message => message.Subject == "lead.overdue");
    }

    [Fact]
    public async Task A_persona_that_starts_to_hold_by_time_is_sent_on_that_night()
    {
        var world = new World();
        await world.Publish(Model, Yaml.Replace("personas:", "personas:\n  - { id: renewal, when: { contractSince: { olderThan: 300d } }, to: sales, respondWithin: 1d }", StringComparison.Ordinal));
        var since = World.Start.AddDays(-290).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.Equal(202, await world.Capture(Stories.Body(Stories.Event("c", Ann, "profile.updated", World.Start, $", \"profile\": {{ \"contractSince\": \"{since}\" }}"))));
        await world.Settle();

        foreach (var (day, sent) in new[] { (10, 0), (11, 1), (12, 1) })
        {
            world.Clock.MoveTo(World.Start.AddDays(day));
            await world.Night();
            Assert.Equal(sent, world.Topic.Delivered.Count(static message => message.Subject == "lead.qualified"));
        }
    }

    [Fact]
    [Needs(Need.Time)]
    public async Task A_topic_that_is_down_for_hours_loses_nothing_and_keeps_the_order()
    {
        var world = new World();
        await world.Publish(Model, Yaml);
        var back = World.Start.AddHours(6);
        world.Operations.Before = operation => operation.Place == Kit.Fakes.InMemoryTopic.Place && world.Clock.GetUtcNow() < back
            ? Task.FromException(new Functions.Faults.TopicUnavailableException("down"))
            : Task.CompletedTask;
        for (var lead = 0; lead < 20; lead++)
        {
            foreach (var webhook in StoryEvents.Interest(Address(lead), World.Start).Append(StoryEvents.Pricing(Address(lead), World.Start)).Append(StoryEvents.Fair(Address(lead), World.Start)))
                Assert.Equal(202, await world.Capture(Stories.Body(webhook)));
        }

        await world.Settle();

        Assert.True(world.Clock.GetUtcNow() >= back);
        // Nothing parked or poisoned, no outbox left, each decision told once and in order.
        Assert.Contains("lead.qualified", await History.Describe(world), StringComparison.Ordinal);
        Assert.Equal(20 * 3, world.Topic.Delivered.Count);
    }

    [Fact]
    public async Task A_lead_that_sales_took_by_itself_needs_no_hand_off()
    {
        var world = await Played([StoryEvents.Paper(Ann, World.Start.AddMinutes(-9))]);
        Assert.Equal(202, await world.Feedback(Ann, "{ \"id\": \"1\", \"kind\": \"accepted\" }"));
        await world.Settle();
        Assert.Equal(202, await world.Capture(Stories.Body(StoryEvents.Form(Ann, World.Start, "contact-us"))));
        await world.Settle();

        var signal = Assert.Single(world.Topic.Delivered, static message => message.Subject == "lead.signal");
        Assert.Equal(("sales", 0), (signal.Properties["to"], signal.Body.GetProperty("data").GetProperty("epoch").GetInt32()));
    }

    [Fact]
    public async Task Only_the_first_inquiry_is_published_even_if_it_arrives_late()
    {
        var world = await Played([StoryEvents.Form(Ann, World.Start.AddDays(-8), "old"), StoryEvents.Form(Ann, World.Start, "new")]);
        Assert.DoesNotContain(world.Topic.Delivered, static message => message.Subject == "lead.inquired");

        world = await Played([StoryEvents.Form(Ann, World.Start, "new"), StoryEvents.Fair(Ann, World.Start)]);
        Assert.Single(world.Topic.Delivered, static message => message.Subject == "lead.inquired");
    }

    [Fact]
    public async Task Models_that_only_assess_publish_nothing()
    {
        var world = new World();
        await world.Publish(Model, Yaml.Replace("title: What", "mode: assess\ntitle: What", StringComparison.Ordinal));
        Assert.Equal(202, await world.Capture(Stories.Body([.. Story1, StoryEvents.Webinar(Ann, World.Start), StoryEvents.Fair(Ann, World.Start)])));
        await world.Settle();
        world.Clock.MoveTo(World.Start.AddDays(9));
        await world.Deadlines();
        await world.Night();

        Assert.Empty(world.Topic.Sent);
    }

    private static Task Later(World world, double days)
    {
        if (world.Clock.GetUtcNow() < World.Start.AddDays(days))
            world.Clock.MoveTo(World.Start.AddDays(days));
        return Task.CompletedTask;
    }

    // Deadlines are looked at so many days after the beginning.
    private static async Task<int> PriorityAfter(World world, double days)
    {
        await Later(world, days);
        await world.Deadlines();
        return (await world.Lead(world.Topic.Sent[0].SessionId)).Models[Model].Snapshot!.Priority;
    }

    private static async Task<World> Played(IEnumerable<string> webhooks)
    {
        var world = new World();
        await world.Publish(Model, Yaml);
        foreach (var webhook in webhooks)
        {
            for (var delivery = 0; delivery < 3; delivery++)
            {
                Assert.Equal(202, await world.Capture(Stories.Body(webhook)));
                await world.Settle();
            }
        }

        await History.Describe(world);
        return world;
    }

    private static async Task<string> Ended(World world)
    {
        var id = Assert.Single(world.Topic.Sent.Select(static message => message.SessionId).Distinct());
        var lead = await world.Lead(id);
        var life = lead.State!.Lifecycles[Model];
        var snapshot = lead.Models[Model].Snapshot!;
        Assert.Equal(Stage.Qualified, life.Stage);
        return $"{life.Stage} epoch {life.Epoch} {life.Route} {snapshot.Score} {snapshot.Grade} {Convert.ToHexString(lead.Models[Model].Signals!)}";
    }

    private static string Address(int number) => string.Create(CultureInfo.InvariantCulture, $"lead{number}@acme.example");
}
