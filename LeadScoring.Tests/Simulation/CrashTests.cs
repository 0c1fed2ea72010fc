using System.Globalization;

using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Fakes;

namespace LeadScoring.Tests.Simulation;

/// <summary>A process dies at every single call of a short history, before and after the call takes effect; its successors end at the same place.</summary>
public sealed class CrashTests
{
    private static readonly string[] Bodies =
    [
        Stories.Body(Stories.Hot("ann@acme.example", World.Start).Append(Stories.ContactUs("bob@acme.example", World.Start))),
        Stories.Body(Stories.Hot("ann@acme.example", World.Start).Append(Stories.ContactUs("sue@rival.example", World.Start))),
    ];

    [Fact]
    public async Task Wherever_a_process_dies_every_event_counts_once_and_every_decision_is_published()
    {
        var (calm, calls) = await Play(killAt: null, after: false);
        var expected = await Describe(calm);
        Assert.Equal(
            ["ann@acme.example 2 events, Qualified, epoch 1", "bob@acme.example 1 events, Qualified, epoch 1", "sue@rival.example 1 events, Disqualified, epoch 0"],
            expected.Select(line => line.Split(" | ")[0]));
        Assert.Equal(
            ["lead.disqualified", "lead.inquired", "lead.inquired", "lead.qualified", "lead.qualified"],
            calm.Topic.Delivered.Select(message => message.Subject).Order(StringComparer.Ordinal));
        Assert.True(calls > 15, "the history is too short to say anything");

        for (var call = 1; call <= calls; call++)
        {
            foreach (var after in new[] { false, true })
            {
                var (world, _) = await Play(call, after);
                var where = string.Create(CultureInfo.InvariantCulture, $"killed {(after ? "after" : "before")} call {call}: ");
                Assert.Equal(where + string.Join('\n', expected), where + string.Join('\n', await Describe(world)));
                Assert.Equal(
                    where + string.Join(' ', calm.Topic.Delivered.Select(message => message.MessageId).Order(StringComparer.Ordinal)),
                    where + string.Join(' ', world.Topic.Delivered.Select(message => message.MessageId).Order(StringComparer.Ordinal)));
                Assert.All(
                    world.Topic.Sent.GroupBy(message => message.MessageId, StringComparer.Ordinal),
                    copies => Assert.Single(copies.Select(copy => copy.Body.GetRawText()).Distinct(StringComparer.Ordinal)));
            }
        }
    }

    // A sender repeats what was not acknowledged, as webhooks do.
    private static async Task<(World World, int Calls)> Play(int? killAt, bool after)
    {
        var world = new World();
        await world.Publish(Stories.Model, Stories.Yaml);
        var calls = 0;
        var isDead = false;
        Task Watch(Operation operation, bool isAfter)
        {
            if (!isAfter)
                calls++;
            isDead |= calls == killAt && isAfter == after;
            return isDead ? Task.FromException(new ProcessKilledException()) : Task.CompletedTask;
        }

        world.Operations.Before = operation => Watch(operation, false);
        world.Operations.After = operation => Watch(operation, true);
        foreach (var body in Bodies)
        {
            await Restarting(async () => Assert.Equal(202, await world.Capture(body)));
            await Restarting(world.Settle);
        }

        // How many calls a history takes varies with its threads; one that ends before the call in question is no kill of what follows.
        (world.Operations.Before, world.Operations.After) = (null, null);
        return (world, calls);

        // Whatever a dying process throws, its successor starts anew: the kill itself happens once.
        async Task Restarting(Func<Task> work)
        {
            while (true)
            {
                try
                {
                    await work();
                    if (!isDead)
                        return;
                }
                catch (Exception) when (isDead)
                {
                    // The history of this process ends here.
                }

                (isDead, killAt) = (false, null);
            }
        }
    }

    private static async Task<List<string>> Describe(World world)
    {
        var lines = new List<string>();
        foreach (var id in world.Tables[TableNames.Leads].Rows.Select(row => row.PartitionKey).Distinct(StringComparer.Ordinal))
        {
            var lead = await world.Lead(id);
            Assert.Empty(lead.Pending);
            Assert.Empty(lead.Outbox);
            Assert.False(lead.State!.Undecided);
            var logged = world.Tables[TableNames.Leads].Rows.Count(row => row.PartitionKey == id && row.RowKey.StartsWith(RowKeys.EventPrefix, StringComparison.Ordinal));
            Assert.Equal(lead.State.Seq, logged);
            var lifecycle = lead.State.Lifecycles.GetValueOrDefault(Stories.Model);
            var model = lead.Models[Stories.Model];
            lines.Add($"{lead.State.Email} {logged} events, {lifecycle?.Stage}, epoch {lifecycle?.Epoch ?? 0} | {model.Standing!.Score} {model.Standing.Grade} {Convert.ToHexString(model.Signals!)}");
        }

        Assert.Empty(world.Tables[TableNames.Parked].Rows);
        return [.. lines.Order(StringComparer.Ordinal)];
    }
}
