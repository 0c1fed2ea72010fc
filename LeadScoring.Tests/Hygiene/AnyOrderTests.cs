using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Rescore;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;
using LeadScoring.Tests.Reports;

namespace LeadScoring.Tests.Hygiene;

/// <summary>The same events about mail, and the same words about them, in any order and any batches: at rest the lead is the same, and it is what its log comes to.</summary>
[Needs(Need.Time)]
public sealed class AnyOrderTests
{
    private const string Ann = "ann@acme.example";

    private static readonly Dictionary<string, ScoringModel> Models = new(StringComparer.Ordinal) { ["crm"] = ClickModel.Compiled };

    [Fact]
    public async Task Order_and_batches_of_mail_events_do_not_matter()
    {
        var suspected = 0;
        for (var seed = 0; seed < 80; seed++)
        {
            var random = new Random(seed);
            var events = Keyed(SomeMail.Make(random, random.Next(5, 80), seconds: random.Next(2) == 0 ? 40 : 4000));
            string? expected = null;
            for (var variant = 0; variant < 4; variant++)
            {
                if (variant > 0)
                    random.Shuffle(events);
                var app = new InMemoryApp();
                await app.Publish(ClickModel.Yaml);
                var leadId = app.IdOf(Ann);
                await Live(app, events, random, atOnce: variant == 3);

                var where = $"seed {seed}, variant {variant}:";
                await LogCheck.Holds(app, leadId, Models, where);
                var state = (await new LeadStore(app.Tables).Read(leadId, default)).State!;
                suspected += state.Suspected;
                var now = $"{state.Suspected} {state.LastEventAt:O} {string.Join(' ', state.Mail!.Mail.Select(static e => $"{e.Mail.Key[..4]}:{e.Counts}"))}";
                Assert.Equal(where[..where.IndexOf(',')] + (expected ??= now), where[..where.IndexOf(',')] + now);
            }
        }

        Assert.True(suspected > 200, "there is little to doubt");
    }

    [Fact]
    public async Task Every_hand_off_is_proven_by_the_events_known_at_its_time()
    {
        var handOffs = 0;
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var events = Keyed(SomeMail.Make(random, random.Next(20, 80), seconds: random.Next(2) == 0 ? 40 : 4000));
            if (random.Next(3) == 0)
                random.Shuffle(events);
            var app = new InMemoryApp();
            await app.Publish(ClickModel.Yaml);
            await app.Send(Sent.Title(Ann, "VP Sales", daysAgo: 1));
            await Live(app, events, random, atOnce: false);

            var body = await new ReportDriver(app).Report();
            var audit = body.GetProperty("audit");
            handOffs += audit.GetProperty("proven").GetInt32();

            Assert.Equal((seed, 0, body.GetProperty("total").GetProperty("handOffs").GetInt32()), (seed, audit.GetProperty("belowThreshold").GetInt32(), audit.GetProperty("proven").GetInt32()));
        }

        Assert.True(handOffs > 20, "there is little to prove");
    }

    private static async Task Live(InMemoryApp app, StoredEvent[] events, Random random, bool atOnce)
    {
        var leadId = app.IdOf(Ann);
        for (var at = 0; at < events.Length;)
        {
            var batch = events.Skip(at).Take(atOnce ? events.Length : random.Next(1, 15)).ToList();
            at += batch.Count;
            await app.Get<PendingStore>().Store(leadId, batch, default);
            Assert.True((await app.Get<LeadRescorer>().Run(leadId, evaluate: false, default)).IsDone);
            // Sometimes the next events are faster than the rebuild.
            if (random.Next(2) == 0)
                await app.Work();
        }

        await app.Work();
    }

    // As the app keeps them: the key is made of the source and its id, and words name the key.
    private static StoredEvent[] Keyed(KeyValuePair<string, LeadEvent>[] events) =>
    [
        .. events.Select(static e => new StoredEvent
        {
            Event = e.Value.Type != EventTypes.Counted ? e.Value : e.Value with
            {
                Properties = new Fields(e.Value.Properties.Select(static p => KeyValuePair.Create(p.Key, p.Key == "event" ? new FieldValue(EventIds.Of("test", p.Value.Text!)) : p.Value))),
            },
            Lead = new LeadIdentity(EmailAddress.TryParse(Ann, out var email) ? email : null, null, null),
            ReceivedAt = InMemoryApp.Start,
            Hash = e.Key,
        }),
    ];
}
