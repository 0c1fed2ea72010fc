using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace LeadScoring.Tests.Simulation;

/// <summary>During a deploy processes of two versions work on the same leads: what the newer wrote the older neither reads half nor overwrites, and nothing is lost.</summary>
public sealed class RollingDeployTests
{
    private static readonly string[] People = ["ann@acme.example", "bob@acme.example", "sue@acme.example"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Two_versions_in_turns_give_the_scores_and_messages_of_one(int seed)
    {
        var random = new Random(seed);
        var (mixed, alone) = (new World(), new World());
        await mixed.Publish(Stories.Model, Stories.Yaml);
        await alone.Publish(Stories.Model, Stories.Yaml);
        ServiceProvider[] processes = [mixed.NewProcess(), mixed.NewProcess(new FutureTables(mixed.Tables))];

        foreach (var body in Bodies())
        {
            // At the same time in both: what put leads off made it later in one.
            if (mixed.Clock.GetUtcNow() > alone.Clock.GetUtcNow())
                alone.Clock.MoveTo(mixed.Clock.GetUtcNow());
            Assert.Equal(202, await mixed.Capture(body));
            Assert.Equal(202, await alone.Capture(body));
            await Settle(mixed, () => processes[random.Next(2)]);
            await alone.Settle();
        }

        foreach (var id in People.Select(email => IdOf(mixed, email)))
        {
            Assert.Equal(Rows(alone, id), Rows(mixed, id));
        }

        Assert.Equal(Told(alone), Told(mixed));
        Assert.Empty(mixed.Tables[TableNames.Parked].Rows);
        Assert.Empty(mixed.Queues.Bodies(QueueNames.Poison(QueueNames.Rescore)));
        Assert.Contains(mixed.Tables[TableNames.Leads].Rows, static row => row.RowKey == RowKeys.Lead && Member(row, "schema") == LeadState.CurrentSchema + 1);
    }

    [Fact]
    public async Task The_older_version_leaves_a_lead_of_the_newer_version_unchanged()
    {
        var world = new World();
        await world.Publish(Stories.Model, Stories.Yaml);
        await world.Capture(Stories.Body(Stories.Hot(People[0], World.Start)));
        await Settle(world, () => world.NewProcess(new FutureTables(world.Tables)));
        var before = State(world, People[0]);

        await world.Capture(Stories.Body(Stories.ContactUs(People[0], World.Start)));
        await world.Work(world.NewProcess(), QueueNames.Rescore, Assert.Single(await world.Queues.Receive(QueueNames.Rescore, 1, TimeSpan.FromSeconds(30))));

        Assert.Equal(before.GetBinary("d"), State(world, People[0]).GetBinary("d"));
        Assert.Empty(world.Tables[TableNames.Parked].Rows);
        Assert.Equal(World.Start.AddSeconds(10), world.Queues.NextVisible(QueueNames.Rescore));
    }

    [Fact]
    public async Task Leads_of_a_deploy_that_was_rolled_back_are_parked_until_the_next_one()
    {
        var world = new World();
        await world.Publish(Stories.Model, Stories.Yaml);
        await world.Capture(Stories.Body(Stories.Hot(People[0], World.Start)));
        var future = world.NewProcess(new FutureTables(world.Tables));
        await Settle(world, () => future);
        await world.Capture(Stories.Body(Stories.ContactUs(People[0], World.Start)));

        await world.Settle();

        Assert.Equal("LS-LEAD-005", Assert.Single(world.Tables[TableNames.Parked].Rows).GetString("code"));
        Assert.InRange(world.Clock.GetUtcNow(), World.Start.AddHours(1), World.Start.AddHours(4));
        Assert.Contains(world.Tables[TableNames.Leads].Rows, static row => row.RowKey.StartsWith(RowKeys.PendingPrefix, StringComparison.Ordinal));

        // Tried again by the older version it is parked at once, and begins no other row of tries.
        var parked = world.Clock.GetUtcNow();
        await world.NewProcess().GetRequiredService<Functions.Sweep.ParkedRetry>().Retry(IdOf(world, People[0]), default);
        await world.Settle();
        Assert.Single(world.Tables[TableNames.Parked].Rows);
        Assert.InRange(world.Clock.GetUtcNow(), parked, parked.AddMinutes(1));

        await future.GetRequiredService<Functions.Sweep.ParkedRetry>().Retry(IdOf(world, People[0]), default);
        await Settle(world, () => future);
        Assert.Empty(world.Tables[TableNames.Parked].Rows);
        Assert.Contains(world.Topic.Sent, static message => message.Subject == "lead.signal");
    }

    [Fact]
    public async Task A_member_that_a_version_of_the_same_schema_does_not_know_is_kept()
    {
        var world = new World();
        await world.Publish(Stories.Model, Stories.Yaml);
        await world.Capture(Stories.Body(Stories.Hot(People[0], World.Start)));
        await world.Settle();
        await world.Tables.Leads.Upsert(FutureTables.With(State(world, People[0]), static json => json[FutureTables.Member] = 7), default);

        await world.Capture(Stories.Body(Stories.ContactUs(People[0], World.Start)));
        await world.Settle();

        Assert.Equal(7, Member(State(world, People[0]), FutureTables.Member));
    }

    [Theory]
    [InlineData("pending:", "v", 99)]
    [InlineData("model:", "", 0)]
    public async Task Other_rows_of_a_newer_version_postpone_the_lead_too(string prefix, string member, int value)
    {
        var world = new World();
        await world.Publish(Stories.Model, Stories.Yaml);
        await world.Capture(Stories.Body(Stories.Hot(People[0], World.Start)));
        await world.Settle();
        await world.Capture(Stories.Body(Stories.ContactUs(People[0], World.Start)));
        var row = world.Tables[TableNames.Leads].Rows.Single(row => row.RowKey.StartsWith(prefix, StringComparison.Ordinal));
        if (member.Length > 0)
            FutureTables.With(row, json => json[member] = value);
        else
            row["s"] = (byte[])[0x7f, .. row.GetBinary("s")![1..]];
        await world.Tables.Leads.Upsert(row, default);

        await world.Work(world.NewProcess(), QueueNames.Rescore, Assert.Single(await world.Queues.Receive(QueueNames.Rescore, 1, TimeSpan.FromSeconds(30))));

        Assert.Empty(world.Tables[TableNames.Parked].Rows);
        Assert.Equal(World.Start.AddSeconds(10), world.Queues.NextVisible(QueueNames.Rescore));
    }

    [Theory]
    [InlineData(QueueNames.Rescore, """{ "leads": [], "evaluate": true, "newMember": { "a": [1] } }""")]
    [InlineData(QueueNames.Sweep, """{ "bucket": 3, "newMember": { "a": [1] } }""")]
    [InlineData(QueueNames.Rebuild, """{ "model": "small", "bucket": 3, "newMember": { "a": [1] } }""")]
    public async Task A_message_with_an_unknown_member_is_processed(string queue, string body)
    {
        var world = new World();
        await world.Publish(Stories.Model, Stories.Yaml);
        await world.Queues.Send(queue, BinaryData.FromString(body), TimeSpan.Zero, default);

        await world.Settle();

        Assert.Empty(world.Queues.Bodies(queue));
    }

    [Fact]
    public async Task A_message_of_an_unknown_type_is_published_unchanged()
    {
        var world = new World();
        await world.Publish(Stories.Model, Stories.Yaml);
        await world.Capture(Stories.Body(Stories.Hot(People[0], World.Start)));
        await world.Settle();
        var id = IdOf(world, People[0]);
        var message = new TopicMessage { MessageId = id + ":-:99", SessionId = id, Subject = "lead.invented", Properties = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty, Json = """{"type":"lead.invented","data":{"new":true}}"""u8.ToArray() };
        await world.Tables.Leads.Insert(LeadRows.Outbox(id, OutboxRow.Create(99, message)), default);

        var topic = new AnyTopic();
        await world.Process.GetRequiredService<RescoreRequests>().Ask(id, evaluate: true, default);
        await Settle(world, () => world.NewProcess(topic: topic));

        Assert.Equal(message.Json.ToArray(), Assert.Single(topic.Sent).Json.ToArray());
    }

    // The fake of the topic knows the types of this version only.
    private sealed class AnyTopic : ITopic
    {
        public List<TopicMessage> Sent { get; } = [];

        public Task Send(TopicMessage message, CancellationToken cancellation)
        {
            Sent.Add(message);
            return Task.CompletedTask;
        }
    }

    private static IEnumerable<string> Bodies()
    {
        foreach (var person in People)
            yield return Stories.Body(Stories.Hot(person, World.Start));
        yield return Stories.Body(People.Select(person => Stories.ContactUs(person, World.Start)));
        for (var number = 0; number < 6; number++)
            yield return Stories.Body(Stories.Event($"more-{number}", People[number % 3], "page.viewed", World.Start, """, "properties": { "path": "/pricing/more" }"""));
    }

    // As the host: any process takes the next message.
    private static async Task Settle(World world, Func<ServiceProvider> next)
    {
        for (var steps = 0; QueueNames.All.Where(queue => world.Queues.NextVisible(queue) is not null).MinBy(queue => world.Queues.NextVisible(queue)) is { } queue; steps++)
        {
            Assert.True(steps < 5_000, "the queues do not become empty");
            if (world.Queues.NextVisible(queue) > world.Clock.GetUtcNow())
                world.Clock.MoveTo(world.Queues.NextVisible(queue)!.Value);
            foreach (var message in await world.Queues.Receive(queue, 1, TimeSpan.FromSeconds(30)))
                await world.Work(next(), queue, message);
        }
    }

    private static string IdOf(World world, string email) => EmailAddress.TryParse(email, out var address) ? world.LeadIds.Of(address) : throw new ArgumentException(email, nameof(email));

    private static TableEntity State(World world, string email) => world.Tables[TableNames.Leads].Rows.Single(row => row.PartitionKey == IdOf(world, email) && row.RowKey == RowKeys.Lead);

    private static int Member(TableEntity row, string name) => JsonNode.Parse(row.GetBytes("d")!)![name]?.GetValue<int>() ?? 0;

    private static IReadOnlyList<string> Told(World world) =>
        [.. world.Topic.Sent.Select(static message => $"{message.MessageId} {message.Subject}").Order(StringComparer.Ordinal)];

    // Everything but the newer version's own mark and what only tells when somebody came by.
    private static IReadOnlyList<string> Rows(World world, string id) =>
    [
        .. world.Tables[TableNames.Leads].Rows.Where(row => row.PartitionKey == id && !row.RowKey.StartsWith(RowKeys.FactPrefix, StringComparison.Ordinal) && row.RowKey != RowKeys.Lead)
            .Select(static row => $"{row.RowKey} {Convert.ToHexString(row.GetBytes("s") ?? row.GetBytes("d") ?? [])}"),
        .. world.Tables[TableNames.Leads].Rows.Where(row => row.PartitionKey == id && row.RowKey == RowKeys.Lead).Select(Plain),
    ];

    private static string Plain(TableEntity row)
    {
        var json = JsonNode.Parse(row.GetBytes("d")!)!.AsObject();
        json.Remove(FutureTables.Member);
        json["schema"] = LeadState.CurrentSchema;
        // Deadlines count from the moment of the decision, which a lead that was put off has a few seconds later.
        json.Remove("deadline");
        json.Remove("lifecycles");
        return json.ToJsonString() + Convert.ToHexString(row.GetBytes("p") ?? []);
    }
}
