using System.Globalization;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Kit.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace LeadScoring.Tests.Simulation;

/// <summary>
/// A history of steps in which one process dies at one call, before or after it takes effect. Each step is repeated until a process lives through it, as
/// senders and hosts repeat what was not acknowledged.
/// </summary>
internal static class History
{
    /// <param name="killAt">Number of the call at which the process dies, from 1; null = never.</param>
    /// <param name="after">It dies after the call took effect.</param>
    /// <returns>The world that is left, and how many calls were made.</returns>
    public static async Task<(World World, int Calls)> Play(Func<World, Task> prepare, IReadOnlyList<Func<World, Task>> steps, int? killAt, bool after)
    {
        var world = new World();
        await prepare(world);
        var calls = 0;
        var isDead = false;
        world.Operations.Before = _ => Watch(isAfter: false);
        world.Operations.After = _ => Watch(isAfter: true);
        foreach (var step in steps)
            await Restarting(step);

        // How many calls a history takes varies with its threads; one that ends before the call in question is no kill of what follows.
        (world.Operations.Before, world.Operations.After) = (null, null);
        return (world, calls);

        Task Watch(bool isAfter)
        {
            if (!isAfter)
                calls++;
            isDead |= calls == killAt && isAfter == after;
            return isDead ? Task.FromException(new ProcessKilledException()) : Task.CompletedTask;
        }

        // Whatever a dying process throws, its successor starts anew: the kill itself happens once.
        async Task Restarting(Func<World, Task> step)
        {
            while (true)
            {
                try
                {
                    await step(world);
                    if (!isDead)
                        return;
                }
                catch (Exception) when (isDead)
                {
                    // The history of this process ends here.
                }

                world.Kill();
                (isDead, killAt) = (false, null);
            }
        }
    }

    /// <summary>Plays the steps with a kill before and after every single call, and compares with the calm history.</summary>
    public static async Task SameWhereverAProcessDies(Func<World, Task> prepare, IReadOnlyList<Func<World, Task>> steps, int leastCalls)
    {
        var (calm, calls) = await Play(prepare, steps, killAt: null, after: false);
        Assert.True(calls >= leastCalls, $"the history of {calls} calls is too short to say anything");
        var expected = await Describe(calm);
        for (var call = 1; call <= calls; call++)
        {
            foreach (var after in new[] { false, true })
            {
                var (world, _) = await Play(prepare, steps, call, after);
                var where = string.Create(CultureInfo.InvariantCulture, $"killed {(after ? "after" : "before")} call {call}: ");
                Assert.Equal(where + expected, where + await Describe(world));
            }
        }
    }

    /// <summary>Everything that must not depend on who died when: leads, decisions, messages. Checks what must hold of any history at rest.</summary>
    public static async Task<string> Describe(World world)
    {
        var lines = new List<string>();
        var leads = world.Tables[TableNames.Leads].Rows;
        foreach (var id in leads.Select(static row => row.PartitionKey).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var lead = await world.Lead(id);
            Assert.Empty(lead.Pending);
            Assert.Empty(lead.Outbox);
            Assert.False(lead.State!.Undecided);
            var logged = leads.Count(row => row.PartitionKey == id && row.RowKey.StartsWith(RowKeys.EventPrefix, StringComparison.Ordinal));
            Assert.Equal(lead.State.Seq, logged);
            var facts = leads.Where(row => row.PartitionKey == id && row.RowKey.StartsWith(RowKeys.FactPrefix, StringComparison.Ordinal)).Select(LeadRows.ReadFact).ToList();
            DecisionsWereTold(id, facts, world.Topic);
            lines.Add($"{lead.State.Email} {logged} events");
            var models = new Dictionary<string, Domain.Models.Compiling.ScoringModel>(StringComparer.Ordinal);
            foreach (var (model, row) in lead.Models)
                models[model] = (await world.Process.GetRequiredService<Functions.Models.ModelCatalog>().Version(model, row.Version, default)).Model;
            await Hygiene.LogCheck.Holds(world.Tables, id, models, lead.State.Email ?? id);
            foreach (var (model, row) in lead.Models.OrderBy(static model => model.Key, StringComparer.Ordinal))
            {
                var life = lead.State.Lifecycles.GetValueOrDefault(model, Domain.Decisions.Lifecycle.New);
                lines.Add($"  {model} {life.Stage} epoch {life.Epoch} tried {life.Tried} {row.Snapshot!.Score} {row.Snapshot.Grade} {Convert.ToHexString(row.Signals!)}");
            }

            lines.AddRange(facts.Select(static fact => $"  {fact.Model} {fact.Decision.Type}").Order(StringComparer.Ordinal));
        }

        Assert.Empty(world.Tables[TableNames.Parked].Rows);
        Assert.All(QueueNames.All, queue => Assert.Empty(world.Queues.Bodies(QueueNames.Poison(queue))));
        return string.Join('\n', lines);
    }

    // Each decision exactly once after duplicate detection, all copies alike, in the order in which they were taken.
    private static void DecisionsWereTold(string lead, List<Fact> facts, InMemoryTopic topic)
    {
        var copies = topic.Sent.Where(message => message.SessionId == lead).ToList();
        var told = copies.DistinctBy(static message => message.MessageId, StringComparer.Ordinal).ToList();
        Assert.Equal(
            facts.Select((fact, index) => string.Create(CultureInfo.InvariantCulture, $"{lead}:{fact.Model}:{index + 1} {fact.Decision.Type}")),
            told.Select(static message => $"{message.MessageId} {message.Subject}"));
        Assert.All(
            copies.GroupBy(static message => message.MessageId, StringComparer.Ordinal),
            static group => Assert.Single(group.Select(static copy => copy.Body.GetRawText()).Distinct(StringComparer.Ordinal)));
    }
}
