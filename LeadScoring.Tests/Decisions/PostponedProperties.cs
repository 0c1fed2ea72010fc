using FsCheck;
using FsCheck.Fluent;
using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;
using Report = LeadScoring.Domain.Decisions.Feedback;

namespace LeadScoring.Tests.Decisions;

/// <summary>What holds of promised calls, whatever is reported and in whatever order. A failure prints the seed.</summary>
[Needs(Need.Time)]
public sealed class PostponedProperties
{
    private static readonly FeedbackKind[] Kinds = Enum.GetValues<FeedbackKind>();

    private static readonly ModelDefinition Model = ModelLoader.Load(SalesModel.Yaml).Definition!;

    [Fact]
    public void Reports_of_a_hand_off_in_any_order_come_to_the_same() => ForAll(static (random, reports) =>
    {
        var handedOff = HandedOff();
        var (expected, actual) = (Apply(handedOff, reports.OrderBy(static report => report.At)), Apply(handedOff, Shuffled(random, reports)));

        Assert.Equal(Text(expected), Text(actual));
    });

    // Sales takes up by itself whom nobody sent: the report of that may be the last to arrive.
    [Fact]
    public void Reports_of_a_lead_that_was_never_sent_come_to_the_same_promise_in_any_order() => ForAll(static (random, reports) =>
    {
        var (expected, actual) = (Apply(Lifecycle.New, reports.OrderBy(static report => report.At)), Apply(Lifecycle.New, Shuffled(random, reports)));

        Assert.Equal((expected.Stage, expected.CallAgain, expected.Disposition), (actual.Stage, actual.CallAgain, actual.Disposition));
    });

    [Fact]
    public void A_promise_is_the_newest_report_of_an_open_hand_off_but_for_acceptance() => ForAll(static (random, reports) =>
    {
        var life = Apply(HandedOff(), Shuffled(random, reports));

        var newest = reports.Where(static report => report.Kind != FeedbackKind.Accepted).Select(static report => report.At).DefaultIfEmpty().Max();
        var promised = reports.Where(report => report.Kind == FeedbackKind.Postponed && report.At == newest).Select(static report => (DateTimeOffset?)report.Until!.Value.Instant).Max();
        Assert.Equal(life.IsOpen ? promised : null, life.CallAgain?.By);
    });

    // LeadWalk asks every decision twice and fails when the second is not empty.
    [Fact]
    public void A_promise_is_overdue_once_and_after_its_time_and_is_the_next_deadline_before() => ForAll(static (random, _) =>
    {
        var lead = new LeadWalk(SalesModel.Yaml);
        lead.Send(lead.Tell(("jobTitle", "VP"), ("company", "Acme")), lead.Visit(), lead.Visit());
        var told = new HashSet<CallAgain>();
        for (var step = 0; step < 30; step++)
        {
            var decisions = random.Next(4) switch
            {
                0 => lead.Wait(random.NextDouble() * 9).Look(),
                1 => lead.Send(lead.Visit()),
                2 => lead.Send(lead.Sales("postponed", random.Next(3), ("until", lead.Now.AddDays(random.Next(0, 20)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)))),
                _ => lead.Send(lead.Sales(Report.Name(Kinds[random.Next(Kinds.Length)]), random.Next(3))),
            };
            foreach (var overdue in decisions.OfType<Decision.Overdue>().Where(static overdue => overdue.IsCallAgain))
            {
                Assert.True(overdue.RespondBy < lead.Now);
                Assert.True(told.Add(lead.Life.CallAgain!));
            }

            if (lead.Life is { CallBy: { } by, Deadline: var deadline } && by >= lead.Now)
                Assert.Equal(by, deadline);
        }
    });

    private static Lifecycle HandedOff()
    {
        var lead = new LeadWalk(SalesModel.Yaml);
        lead.Send(lead.Tell(("jobTitle", "VP"), ("company", "Acme")), lead.Visit(), lead.Visit());
        return lead.Life;
    }

    private static Lifecycle Apply(Lifecycle before, IEnumerable<Report> reports) =>
        reports.Aggregate(before, static (life, report) => FeedbackRules.Apply(life, report, Model).After);

    private static string Text(Lifecycle life) => $"{life.Stage} {life.Tried} {life.IsReached} {life.RespondedAt:O} {life.Disposition} {life.CallAgain} {life.CallBy:O} {life.Deadline:O}";

    private static Report[] Shuffled(Random random, Report[] reports)
    {
        var shuffled = reports.ToArray();
        random.Shuffle(shuffled);
        return shuffled;
    }

    // Few minutes, so that some reports are of the same one.
    private static Report Reported(Random random)
    {
        var kind = random.Next(2) == 0 ? FeedbackKind.Postponed : Kinds[random.Next(Kinds.Length)];
        var at = LeadWalk.Start.AddMinutes(random.Next(1, 12));
        return new Report(kind, at, null, null, null, kind == FeedbackKind.Postponed ? new PostponedUntil(null, at.AddHours(random.Next(1, 4))) : null);
    }

    private static void ForAll(Action<Random, Report[]> holds) => Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue - 1)), seed =>
    {
        var random = new Random(seed);
        holds(random, [.. Enumerable.Range(0, random.Next(1, 9)).Select(_ => Reported(random))]);
        return true;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
}
