using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Rebuild;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Sweep;
using LeadScoring.Tests.Simulation;

using Microsoft.Extensions.DependencyInjection;

namespace LeadScoring.Tests.Zones;

/// <summary>Weeks with models of two time zones: every lead is visited on the day on which its score changes there.</summary>
public sealed class ZonedSweepTests
{
    private static readonly (string Model, string? Zone)[] Models = [("plain", null), ("west", "America/Los_Angeles"), ("east", "Asia/Kolkata")];

    [Fact]
    public async Task The_sweep_finds_every_lead_on_the_day_its_score_changes_in_its_zone()
    {
        var world = new World();
        foreach (var (model, zone) in Models)
            await world.Publish(model, ZonedModel.Of(model, zone));
        var random = new Random(1);
        var leads = new List<string>();
        // Three weeks in quarters of an hour, over the day on which clocks go forward in California.
        for (var end = world.Clock.GetUtcNow().AddDays(20); world.Clock.GetUtcNow() < end; world.Clock.MoveTo(Quarter(world.Clock.GetUtcNow())))
        {
            var now = world.Clock.GetUtcNow();
            if (leads.Count < 40 && random.Next(20) == 0)
            {
                var email = $"lead{leads.Count}@acme.example";
                Assert.Equal(202, await world.Capture(Stories.Body(Stories.Event($"{email}-1", email, "page.viewed", now))));
                await world.Settle();
                leads.Add(email);
            }

            if (now is { Hour: 1, Minute: 0 })
                await world.Night();
            await world.Finish(world.Process.GetRequiredService<DayBreaks>().Run(default));
            await world.Settle();
            if (now.Minute == 0)
                await AllAreUpToDate(world, leads);
        }

        Assert.Equal(40, leads.Count);
    }

    [Fact]
    public async Task Without_a_model_of_another_zone_no_visit_is_asked_for_between_two_nights()
    {
        var world = new World();
        await world.Publish("plain", ZonedModel.Of("plain", null));
        await world.Process.GetRequiredService<DayBreaks>().Run(default);
        world.Operations.Reset();

        await world.Process.GetRequiredService<DayBreaks>().Run(default);

        Assert.Equal(0, world.Operations.Total);
    }

    [Fact]
    public async Task A_day_begins_once_for_all_models_of_a_zone()
    {
        var world = new World();
        await world.Publish("west", ZonedModel.Of("west", "America/Los_Angeles"));
        await world.Publish("coast", ZonedModel.Of("coast", "America/Los_Angeles"));
        var days = world.Process.GetRequiredService<DayBreaks>();
        await days.Run(default);
        Assert.Equal(256, world.Queues.Bodies(QueueNames.Sweep).Count);
        await world.Settle();

        await days.Run(default);

        Assert.Empty(world.Queues.Bodies(QueueNames.Sweep));
    }

    [Fact]
    public async Task Leads_are_rebuilt_when_their_zone_has_other_rules_for_the_past()
    {
        var world = new World();
        await world.Publish("west", ZonedModel.Of("west", "America/Los_Angeles"));
        Assert.Equal(202, await world.Capture(Stories.Body(Stories.Event("e1", "ann@acme.example", "page.viewed", world.Clock.GetUtcNow()))));
        await world.Settle();
        var check = world.Process.GetRequiredService<ZoneRulesCheck>();
        await check.Run(default);
        // As an app wrote it whose tz database had other rules.
        var row = (await world.Tables.Models.Find("west", ZoneRulesCheck.Row, default))!;
        row["rules"] = "0123456789abcdef";
        await world.Tables.Models.Upsert(row, default);
        var lead = await world.Lead(world.LeadIds.Of(Address));
        await world.Tables.Leads.Upsert(await WithOtherRules(world, lead), default);

        await check.Run(default);
        await world.Settle();

        var rebuilt = await world.Lead(world.LeadIds.Of(Address));
        Assert.Equal((1, 1), (rebuilt.State!.Revision, rebuilt.Models["west"].Revision));
        Assert.Equal(Convert.ToHexString(lead.Models["west"].Signals!), Convert.ToHexString(rebuilt.Models["west"].Signals!));
        Assert.NotEqual("0123456789abcdef", (await world.Tables.Models.Find("west", ZoneRulesCheck.Row, default))!.GetString("rules"));
        Assert.Equal(1, (await world.Process.GetRequiredService<ModelStore>().Progress("west", default)).Sum(static bucket => bucket.Leads));
    }

    private static Domain.Events.EmailAddress Address =>
        Domain.Events.EmailAddress.TryParse("ann@acme.example", out var email) ? email : throw new InvalidOperationException();

    private static async Task<Azure.Data.Tables.TableEntity> WithOtherRules(World world, LeadRead lead)
    {
        var model = (await world.Process.GetRequiredService<ModelCatalog>().Version("west", 1, default)).Model;
        var other = Domain.Values.DayZone.Of("America/Los_Angeles", LaterRules.Of("America/Los_Angeles", DayZoneTests.At("2020-01-01T00:00:00Z"), "America/Phoenix"));
        var signals = new Domain.Signals.LeadSignals(Domain.Models.Compiling.ScoringModel.Compile(model.Definition with { TimeZone = other }));
        signals.Apply(new Domain.Events.LeadEvent { Source = "", Id = "e1", Type = "page.viewed", OccurredAt = world.Clock.GetUtcNow() });
        return LeadRows.Model(lead.LeadId, "west", lead.Models["west"] with { Signals = signals.ToBytes() });
    }

    private static DateTimeOffset Quarter(DateTimeOffset now) => now.AddTicks(TimeSpan.FromMinutes(15).Ticks - (now.UtcTicks % TimeSpan.FromMinutes(15).Ticks));

    // What is stored was evaluated on a day on which it is the same as today.
    private static async Task AllAreUpToDate(World world, List<string> leads)
    {
        foreach (var email in leads)
        {
            var lead = await world.Lead(world.LeadIds.Of(Domain.Events.EmailAddress.TryParse(email, out var address) ? address : throw new InvalidOperationException()));
            foreach (var (model, zone) in Models)
            {
                // An hour of grace after midnight UTC: the night is at one o'clock.
                var day = DayZone(zone).DayOf(zone is null ? world.Clock.GetUtcNow().AddHours(-1) : world.Clock.GetUtcNow());
                var age = day - DayZone(zone).DayOf(lead.State!.FirstSeenAt);
                Assert.Equal($"{email} {model} {day} {(age < 5 ? "D3" : "D4")}", $"{email} {model} {day} {lead.Models[model].Snapshot!.Grade}");
            }
        }
    }

    private static Domain.Values.DayZone DayZone(string? zone) => zone is null ? Domain.Values.DayZone.Utc : Domain.Values.DayZone.Find(zone)!;
}
