using FsCheck;
using FsCheck.Fluent;
using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Decisions;

/// <summary>What holds of every lead, whatever happens to it. A failure prints the seed: <c>Walk(seed)</c> makes the same life again.</summary>
[Needs(Need.Time)]
public sealed class DecisionProperties
{
    // What is reported of promised calls has properties of its own, and a pinned seed stays the life that it was.
    private static readonly string[] Kinds = [.. Domain.Decisions.Feedback.Names.Where(static name => name != "postponed")];

    private static readonly string[] Documents =
    [
        SalesModel.Yaml,
        SalesModel.With("coolDown: 30d", "coolDown: 0d"),
        SalesModel.With("margin: 5", "margin: 0"),
        SalesModel.With("title: Sales", "title: Sales\naudience: customer"),
        SalesModel.With("title: Sales", "title: Sales\naudience: prospect"),
        SalesModel.With("emailDomain: rival.example", "emailDomain: acme.example"),
    ];

    // LeadWalk asks every decision twice and fails when the second is not empty: that is the property.
    [Fact]
    public void Deciding_twice_decides_nothing_new() => ForAll(static seed => Walk(seed));

    // Found by the property above: a report opens the hand-off of a lead that is not of the audience again.
    [Theory]
    [InlineData(1877994236)]
    public void A_life_in_which_something_was_decided_twice_stays_in_order(int seed) => Walk(seed);

    [Fact]
    public void Each_epoch_is_opened_once_and_in_order() => ForAll(static seed =>
    {
        var epochs = Walk(seed).Decisions.OfType<Decision.Qualified>().Select(static sent => sent.Epoch).ToList();
        Assert.Equal(Enumerable.Range(1, epochs.Count), epochs);
    });

    [Fact]
    public void A_hand_off_is_overdue_at_most_once_and_only_after_its_time() => ForAll(static seed =>
    {
        var handOffs = 0;
        var overdue = 0;
        foreach (var (at, decision) in Walk(seed).Dated)
        {
            if (decision is Decision.Qualified or Decision.Upgraded)
                (handOffs, overdue) = (handOffs + 1, 0);
            if (decision is not Decision.Overdue late)
                continue;
            Assert.True(handOffs > 0);
            Assert.Equal(1, ++overdue);
            Assert.True(late.RespondBy < at);
        }
    });

    [Fact]
    public void Decay_never_takes_away_a_lead_that_sales_accepted() => ForAll(static seed =>
    {
        var walk = Walk(seed);
        Assert.All(walk.Dated.Zip(walk.StagesBefore).Where(static entry => entry.First.Decision is Decision.Recycled), static entry => Assert.Equal(Stage.Qualified, entry.Second));
    });

    [Fact]
    public void A_disqualified_lead_is_never_sent() => ForAll(static seed =>
    {
        var walk = Walk(seed);
        Assert.All(
            walk.Dated.Zip(walk.StagesAfter).Where(static entry => entry.First.Decision is Decision.Disqualified),
            static entry => Assert.Equal(Stage.Disqualified, entry.Second));
    });

    private static void ForAll(Action<int> holds) => Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue - 1)), seed =>
    {
        holds(seed);
        return true;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    private static WalkedLife Walk(int seed)
    {
        var random = new Random(seed);
        var lead = new LeadWalk(Documents[random.Next(Documents.Length)]);
        var life = new WalkedLife();
        for (var step = 0; step < 40; step++)
        {
            var before = lead.Life.Stage;
            var decisions = Step(lead, random);
            foreach (var decision in decisions)
            {
                life.Dated.Add((lead.Now, decision));
                life.StagesBefore.Add(before);
                life.StagesAfter.Add(lead.Life.Stage);
            }
        }

        return life;
    }

    private static IReadOnlyList<Decision> Step(LeadWalk lead, Random random) => random.Next(8) switch
    {
        0 => lead.Wait(random.NextDouble() * 12).Look(),
        1 => lead.Publish(Documents[random.Next(Documents.Length)]),
        2 => lead.Send(lead.Tell((Pick(random, "jobTitle", "employees", "email", "company"), Pick(random, "VP", "CRO", "800", "joe@rival.example", "joe@acme.example", "Acme")))),
        3 or 4 => lead.Send([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Happens(lead, random))]),
        _ => lead.Send([.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => lead.Sales(Kinds[random.Next(Kinds.Length)], random.Next(3) == 0 ? random.Next(20) : 0))]),
    };

    private static LeadEvent Happens(LeadWalk lead, Random random) => random.Next(7) switch
    {
        0 => lead.Event("form.submitted", random.Next(10), ("form", Pick(random, "contact-us", "call-back", "other"))),
        1 => lead.Event("event.attended", 0, ("eventKind", Pick(random, "tradeshow", "partner-day"))),
        2 => lead.Event("webinar.registered"),
        3 => lead.Event("call.logged"),
        _ => lead.Visit(),
    };

    private static string Pick(Random random, params string[] values) => values[random.Next(values.Length)];

    private sealed class WalkedLife
    {
        public List<(DateTimeOffset At, Decision Decision)> Dated { get; } = [];

        public List<Stage> StagesBefore { get; } = [];

        public List<Stage> StagesAfter { get; } = [];

        public IEnumerable<Decision> Decisions => Dated.Select(static entry => entry.Decision);
    }
}
