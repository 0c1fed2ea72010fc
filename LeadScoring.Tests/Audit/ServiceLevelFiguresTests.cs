using LeadScoring.Domain.Audit;
using LeadScoring.Domain.Leads;

namespace LeadScoring.Tests.Audit;

public sealed class ServiceLevelFiguresTests
{
    public static TheoryData<double[], double?> Medians => new()
    {
        { [], null },
        { [3], 3 },
        { [1, 4], 2.5 },
        { [1, 1, 1, 9], 1 },
        { [0.2, 30, 30.25], 30 },
        { [0.05, 0.1], 0.1 },
    };

    [Theory]
    [MemberData(nameof(Medians))]
    public void Half_of_the_answers_came_within_the_median(double[] hours, double? expected)
    {
        var figures = hours.Select(static at => Answered(at)).Aggregate(ServiceLevelFigures.None, static (all, one) => all + one);

        Assert.Equal((decimal?)expected, figures.MedianHours);
    }

    [Fact]
    public void Parts_add_up_in_any_order_and_the_states_to_what_was_agreed()
    {
        PastDecision[] decisions = [Past.Qualified(1, 0), Past.Upgraded(2, 10), Past.Decided(3, 20, new Domain.Decisions.Decision.Recycled(1, "hot")), Past.Qualified(4, 900, epoch: 2), Past.Qualified(5, 1900, null, epoch: 3)];
        var parts = HandOffCourses.Of(decisions, [Past.Report("accepted", 1), Past.Report("contacted", 960)], Past.At(2000))
            .Select(static course => ServiceLevelFigures.Of(course, new AuditVerdict.Proven()))
            .Append(Answered(3) with { BelowThreshold = 1 })
            .ToList();
        var sum = Sum(parts);
        parts.Reverse();

        Assert.Equal(Text(sum), Text(Sum(parts)));
        Assert.Equal((5, 4), (sum.HandOffs, sum.Agreed));
        Assert.Equal(sum.Agreed, sum.InTime + sum.Late + sum.Overdue + sum.Closed + sum.Running);
        Assert.Equal((1, 1, 2, 0), (sum.InTime, sum.Late, sum.Closed, sum.Overdue));
        Assert.Equal((2, 1, 1, 1), (sum.Attempts, sum.Accepted, sum.Recycled, sum.BelowThreshold));
    }

    private static ServiceLevelFigures Answered(double hours) => ServiceLevelFigures.Of(
        HandOffCourses.Of([Past.Qualified(1, 0)], [Past.Report("attempted", hours)], Past.At(2000))[0], new AuditVerdict.Proven());

    private static ServiceLevelFigures Sum(IEnumerable<ServiceLevelFigures> parts) => parts.Aggregate(static (left, right) => left + right);

    private static string Text(ServiceLevelFigures figures) => $"{figures with { Minutes = ServiceLevelFigures.None.Minutes }} {string.Join(',', figures.Minutes)}";
}
