using System.Collections.Immutable;
using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Leads;
using LeadScoring.Local.Demo.Leads;
using LeadScoring.Local.Demo.Sales;

namespace LeadScoring.Tests.Demo.Sales;

public sealed class SalesDeskTests
{
    private const int HandOffs = 2000;

    // Of how far each kind stands on the way to a deal; attempts and conversations come before a verdict.
    private static readonly string[] Way = ["accepted", "attempted", "unreachable", "contacted", "qualified", "opportunity", "won"];

    private static readonly SalesDeskSettings Settings = DemoSettings.BuiltIn().SalesDesk;
    private static readonly SalesDesk Desk = new(Settings, "20261120-1", 1);

    private static readonly ImmutableArray<(SalesLead HandOff, ImmutableArray<SalesReport> Reports)> All =
        [.. Enumerable.Range(0, HandOffs).Select(Sent).Select(handOff => (handOff, Desk.Plan(handOff)))];

    [Fact]
    public void The_same_hand_off_is_worked_on_in_the_same_way() =>
        Assert.All(All, item => Assert.Equal(item.Reports.ToList(), new SalesDesk(Settings, "20261120-1", 1).Plan(item.HandOff).ToList()));

    [Fact]
    public void Another_seed_another_lead_or_another_epoch_has_another_fate()
    {
        var kinds = Fates(Desk, handOff => handOff);

        Assert.NotEqual(kinds, Fates(new SalesDesk(Settings, "20261120-2", 2), handOff => handOff));
        Assert.NotEqual(kinds, Fates(Desk, handOff => handOff with { Name = "x" + handOff.Name }));
        Assert.NotEqual(kinds, Fates(Desk, handOff => handOff with { Epoch = 2 }));
    }

    [Fact]
    public void The_lead_s_id_which_is_another_on_every_machine_decides_nothing() =>
        Assert.Equal(Fates(Desk, handOff => handOff), Fates(Desk, handOff => handOff with { Lead = "other" + handOff.Lead }));

    [Fact]
    public void Every_report_has_an_id_of_its_own_and_names_its_hand_off()
    {
        var ids = All.SelectMany(item => item.Reports).Select(report => report.Id).ToList();

        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.All(All, item => Assert.All(item.Reports, report => Assert.Equal((item.HandOff.Model, item.HandOff.Epoch), (report.Model, report.Epoch))));
        Assert.Empty(ids.Intersect(All.SelectMany(item => Desk.Plan(item.HandOff with { Epoch = 2 })).Select(report => report.Id), StringComparer.Ordinal));
    }

    [Fact]
    public void Reports_come_after_the_hand_off_one_after_the_other_in_office_hours() => Assert.All(All, item =>
    {
        var times = item.Reports.Select(report => report.OccurredAt).ToList();
        Assert.Equal(times.Order(), times);
        Assert.All(times, at => Assert.True(at > item.HandOff.SentAt.UtcDateTime));
        Assert.All(times, at => Assert.True(WorkingHours.IsWorkingDay(DateOnly.FromDateTime(at)) && at.Hour is >= 8 and <= 17));
        Assert.All(times, at => Assert.Equal(DateTimeKind.Utc, at.Kind));
    });

    [Fact]
    public void The_order_of_what_happens_makes_sense() => Assert.All(All.Where(item => item.Reports.Length > 0), item =>
    {
        var kinds = item.Reports.Select(report => report.Kind).ToList();
        Assert.Equal("accepted", kinds[0]);
        var verdict = kinds.FindIndex(kind => kind is "unqualified" or "won" or "lost");
        Assert.True(verdict < 0 || verdict == kinds.Count - 1, string.Join(", ", kinds));
        Assert.True(!kinds.Contains("unqualified") || kinds[^2] == "contacted");
        Assert.True(!(kinds.Contains("won") || kinds.Contains("lost")) || kinds[^2] == "opportunity");
        Assert.True(!kinds.Contains("qualified") || kinds.Contains("contacted"));
        if (kinds.Contains("contacted"))
        {
            var steps = kinds.Where(kind => kind is not ("unqualified" or "lost")).Select(kind => Array.IndexOf(Way, kind)).ToList();
            Assert.Equal(steps.Order(), steps);
        }
    });

    [Fact]
    public void Outcomes_are_in_the_shares_of_the_settings()
    {
        var sum = Settings.Outcomes.Values.Sum();

        Near(SalesOutcome.Unanswered, item => item.Length == 0);
        Near(SalesOutcome.Unreachable, item => item.Length > 0 && item.All(report => report.Kind != "contacted"));
        Near(SalesOutcome.Unqualified, item => item.Any(report => report.Kind == "unqualified"));
        Near(SalesOutcome.Qualified, item => item.LastOrDefault()?.Kind == "qualified");
        Near(SalesOutcome.Opportunity, item => item.Any(report => report.Kind == "opportunity"));

        void Near(SalesOutcome outcome, Func<ImmutableArray<SalesReport>, bool> holds) =>
            Assert.InRange(100.0 * All.Count(item => holds(item.Reports)) / HandOffs, (100.0 * Settings.Outcomes[outcome] / sum) - 3, (100.0 * Settings.Outcomes[outcome] / sum) + 3);
    }

    [Fact]
    public void Most_of_those_that_are_answered_are_answered_in_time()
    {
        var answered = All.Where(item => item.Reports.Length > 0).ToList();
        var inTime = answered.Count(item => item.Reports.First(report => report.Kind is "attempted" or "contacted").OccurredAt <= item.HandOff.RespondBy!.Value.UtcDateTime);

        Assert.InRange(100.0 * inTime / answered.Count, 70, 100 - Settings.Late + 3);
    }

    [Fact]
    public void Attempts_suffice_to_use_up_those_that_were_agreed() => Assert.All(
        All.Where(item => item.Reports.Length > 0 && item.Reports.All(report => report.Kind != "contacted")),
        item => Assert.True(item.Reports.Count(report => report.Kind is "attempted" or "unreachable") > item.HandOff.Attempts));

    [Fact]
    public void Reasons_are_those_that_reports_group_by_and_deals_have_an_amount()
    {
        var reports = All.SelectMany(item => item.Reports).ToList();

        Assert.All(reports.Where(report => report.Kind == "unqualified"), report => Assert.Contains(report.Reason, FeedbackReasons.Of(FeedbackKind.Unqualified)));
        Assert.All(reports.Where(report => report.Kind == "lost"), report => Assert.Contains(report.Reason, FeedbackReasons.Of(FeedbackKind.Lost)));
        Assert.All(reports.Where(report => report.Kind is "opportunity" or "won"), report => Assert.InRange(report.Amount!.Value, Settings.Amounts.Least / 2, Settings.Amounts.Most));
        Assert.All(reports.Where(report => report.Kind is not ("opportunity" or "won")), report => Assert.Null(report.Amount));
    }

    [Fact]
    public void One_person_of_the_team_in_question_works_on_a_hand_off() => Assert.All(All.Where(item => item.Reports.Length > 0), item =>
        Assert.Contains(Assert.Single(item.Reports.Select(report => report.By).Distinct(StringComparer.Ordinal)), item.HandOff.InsideSales ? Settings.InsideSales : Settings.Sales));

    private static SalesLead Sent(int number)
    {
        // All hours of all days of some weeks.
        var sentAt = new DateTimeOffset(2026, 9, 1, 0, 7, 31, 250, TimeSpan.Zero).AddHours(number % 600);
        return new SalesLead($"lead{number}", $"lead{number}@acme.example", "b2b-saas", 1, number % 3 == 0, sentAt, sentAt.AddDays(1 + (number % 7)), number % 3 == 0 ? 4 : 6, number % 5 == 0 ? null : number * 10);
    }

    private static List<string> Fates(SalesDesk desk, Func<SalesLead, SalesLead> change) =>
        [.. All.Take(50).Select(item => string.Join(' ', desk.Plan(change(item.HandOff)).Select(report => report.Kind)))];
}
