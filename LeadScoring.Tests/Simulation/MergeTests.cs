using System.Globalization;
using System.Text;

using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Merging;
using LeadScoring.Functions.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace LeadScoring.Tests.Simulation;

/// <summary>A process dies at every single call of a merge, of taking two leads apart, and of an erasure; its successors end at the same place.</summary>
[Needs(Need.Time)]
public sealed class MergeTests
{
    private const string Ann = "ann@acme.example";

    private static readonly string Visit = $$"""[{ "id": "anonymous-1", "type": "page.viewed", "occurredAt": "{{World.Start.AddHours(-1).UtcDateTime:O}}", "lead": { "visitor": "v-1" }, "properties": { "path": "/pricing" } }]""";

    private static readonly string Identified = $$"""[{ "id": "known-1", "type": "form.submitted", "occurredAt": "{{World.Start.UtcDateTime:O}}", "lead": { "email": "{{Ann}}", "visitor": "v-1" }, "properties": { "form": "contact-us" }, "profile": { "jobTitle": "VP Sales" } }]""";

    private static readonly string Late = $$"""[{ "id": "anonymous-2", "type": "page.viewed", "occurredAt": "{{World.Start.UtcDateTime:O}}", "lead": { "visitor": "v-1" }, "properties": { "path": "/pricing" } }]""";

    [Fact]
    public Task A_crash_at_any_step_never_merges_a_visitor_partly_or_twice() => History.SameWhereverAProcessDies(
        static world => world.Publish(Stories.Model, Stories.Yaml),
        [.. Captured(Visit, Identified, Late)],
        leastCalls: 25);

    [Fact]
    public async Task A_crash_at_any_step_never_gives_a_page_of_a_shared_browser_to_another()
    {
        // Who used it in between signs in last: what happened since is taken back from the first.
        Func<World, Task>[] steps = [.. Captured(SignIn("known-1", Ann, -9), Visit, Late, SignIn("known-2", "bob@acme.example", -8), SignIn("known-3", Ann, 0))];
        var (calm, calls) = await History.Play(Prepare, steps, killAt: null, after: false);
        var expected = await Owners(calm);
        Assert.Equal("ann@acme.example: anonymous-2 known-1 known-3; bob@acme.example: anonymous-1 known-2; ", expected);
        for (var call = 1; call <= calls; call++)
        {
            foreach (var after in new[] { false, true })
            {
                var where = $"killed {(after ? "after" : "before")} call {call}: ";
                Assert.Equal(where + expected, where + await Owners((await History.Play(Prepare, steps, call, after)).World));
            }
        }

        static string SignIn(string id, string email, int hours) =>
            $$"""[{ "id": "{{id}}", "type": "lead.identified", "occurredAt": "{{World.Start.AddHours(hours).UtcDateTime:O}}", "lead": { "email": "{{email}}", "visitor": "v-1" } }]""";
    }

    [Fact]
    public async Task A_crash_at_any_step_never_leaves_an_unmerge_half_done()
    {
        Func<World, Task>[] steps = [.. Captured(Visit, Identified), TakeApart, static world => world.Settle()];
        var (calm, calls) = await History.Play(Prepare, steps, killAt: null, after: false);
        var expected = await Logs(calm);
        for (var call = 1; call <= calls; call++)
        {
            foreach (var after in new[] { false, true })
            {
                var (world, _) = await History.Play(Prepare, steps, call, after);
                var where = $"killed {(after ? "after" : "before")} call {call}: ";
                Assert.Equal(where + expected, where + await Logs(world));
            }
        }

        static Task TakeApart(World world) => world.Process.GetRequiredService<LeadUnmerger>().Begin(world.LeadIds.OfName("visitor:v-1"), default);
    }

    [Fact]
    public async Task A_crash_at_any_step_never_leaves_an_erasure_half_done()
    {
        Func<World, Task>[] steps = [.. Captured(Visit, Identified), Erase, static world => world.Settle(), .. Captured(Late)];
        var (calm, calls) = await History.Play(Prepare, steps, killAt: null, after: false);
        AssertGone(calm, "calm");
        for (var call = 1; call <= calls; call++)
        {
            foreach (var after in new[] { false, true })
                AssertGone((await History.Play(Prepare, steps, call, after)).World, $"killed {(after ? "after" : "before")} call {call}");
        }

        static Task Erase(World world) => world.Process.GetRequiredService<LeadEraser>().ErasePerson(world.LeadIds.OfName("email:" + Ann), default);
    }

    private static Task Prepare(World world) => world.Publish(Stories.Model, Stories.Yaml);

    private static IEnumerable<Func<World, Task>> Captured(params string[] bodies) => bodies.SelectMany<string, Func<World, Task>>(static body =>
    [
        async world => Assert.Equal(202, await world.Capture(body)),
        static world => world.Settle(),
    ]);

    private static void AssertGone(World world, string where)
    {
        var rows = world.Tables[TableNames.Leads].Rows.Select(static row => $"{row.PartitionKey} {row.RowKey}").Where(static key => !key.EndsWith(" lead", StringComparison.Ordinal));
        Assert.Equal(where, where + string.Join(' ', rows));
        var told = world.Topic.Delivered.Where(static message => message.Subject == "lead.erased").Select(static message => message.SessionId);
        Assert.Equal(2, told.Count());
    }

    // Whose the events are.
    private static async Task<string> Owners(World world)
    {
        var text = new StringBuilder();
        foreach (var email in new[] { Ann, "bob@acme.example" })
        {
            var id = world.LeadIds.OfName("email:" + email);
            var lead = await world.Lead(id);
            Assert.Empty(lead.Pending);
            Assert.Empty(lead.Outbox);
            var events = world.Tables[TableNames.Leads].Rows.Where(row => row.PartitionKey == id && row.RowKey.StartsWith(RowKeys.EventPrefix, StringComparison.Ordinal))
                .Select(static row => LeadRows.ReadEvent(row).Captured.Event.Id).Order(StringComparer.Ordinal);
            text.Append(CultureInfo.InvariantCulture, $"{email}: {string.Join(' ', events)}; ");
        }

        Assert.Empty(world.Tables[TableNames.Parked].Rows);
        return text.ToString();
    }

    // Every lead's events and signals: what a lead is made of.
    private static async Task<string> Logs(World world)
    {
        var lines = new List<string>();
        foreach (var id in world.Tables[TableNames.Leads].Rows.Select(static row => row.PartitionKey).Distinct(StringComparer.Ordinal))
        {
            var lead = await world.Lead(id);
            Assert.Empty(lead.Pending);
            Assert.Empty(lead.Outbox);
            var events = world.Tables[TableNames.Leads].Rows.Where(row => row.PartitionKey == id && row.RowKey.StartsWith(RowKeys.EventPrefix, StringComparison.Ordinal)).Select(static row => row.RowKey);
            lines.Add($"{id} {lead.State!.MergedInto} {string.Join(' ', events)} {Convert.ToHexString(lead.Models[Stories.Model].Signals!)} {lead.Models[Stories.Model].Snapshot?.Score} {lead.State.Board.Count}");
        }

        Assert.Empty(world.Tables[TableNames.Parked].Rows);
        return string.Join('\n', lines);
    }
}
