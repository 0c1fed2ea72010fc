using LeadScoring.Domain.Audit;
using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Leads;

namespace LeadScoring.Tests.Audit;

/// <summary>What became of hand-offs: whether response times were kept, whatever the order in which it was told.</summary>
public sealed class HandOffCoursesTests
{
    [Theory]
    // answered after, end after, asked after (hours); response within 48
    [InlineData(1.0, null, 1.0, ResponseState.InTime, false)]
    [InlineData(48.0, null, 50.0, ResponseState.InTime, false)]
    [InlineData(48.001, null, 50.0, ResponseState.Late, false)]
    [InlineData(50.0, 49.0, 60.0, ResponseState.Late, false)]
    [InlineData(null, null, 48.0, ResponseState.Running, false)]
    [InlineData(null, null, 48.001, ResponseState.Overdue, true)]
    [InlineData(null, 48.0, 60.0, ResponseState.Closed, false)]
    [InlineData(null, 48.001, 60.0, ResponseState.Overdue, false)]
    public void A_response_time_is_kept_or_not(double? answered, double? ended, double asked, ResponseState expected, bool isOverdueNow)
    {
        List<PastDecision> decisions = [Past.Qualified(1, 0)];
        if (ended is { } end)
            decisions.Add(Past.Decided(2, end, new Decision.Recycled(1, "hot")));

        var course = Assert.Single(HandOffCourses.Of(decisions, answered is { } at ? [Past.Report("attempted", at)] : [], Past.At(asked)));

        Assert.Equal((expected, isOverdueNow), (course.Response, course.IsOverdueNow));
    }

    [Theory]
    [InlineData("accepted", 0, false, true)]
    [InlineData("attempted", 1, true, false)]
    [InlineData("unreachable", 1, true, false)]
    [InlineData("contacted", 1, true, false)]
    [InlineData("postponed", 1, true, true)]
    [InlineData("qualified", 0, true, false)]
    [InlineData("opportunity", 0, true, false)]
    [InlineData("won", 0, true, false)]
    [InlineData("lost", 0, true, false)]
    [InlineData("unqualified", 0, true, false)]
    public void Each_kind_of_report_is_counted(string kind, int attempts, bool answers, bool accepts)
    {
        var course = Assert.Single(HandOffCourses.Of([Past.Qualified(1, 0)], [Past.Report(kind, 3)], Past.At(100)));

        Assert.Equal((attempts, answers ? Past.At(3) : (DateTimeOffset?)null, accepts), (course.Attempts, course.RespondedAt, course.IsAccepted));
        Assert.Equal(answers ? ResponseState.InTime : ResponseState.Overdue, course.Response);
    }

    [Fact]
    public void A_hand_off_without_a_response_time_is_neither_in_time_nor_late()
    {
        var course = Assert.Single(HandOffCourses.Of([Past.Qualified(1, 0, respondWithin: null)], [Past.Report("attempted", 500)], Past.At(900)));

        Assert.Equal((ResponseState.NotAgreed, 1, false), (course.Response, course.Attempts, course.IsOverdueNow));
    }

    [Fact]
    public void Reports_in_any_order_give_the_same_course()
    {
        PastDecision[] decisions =
        [
            Past.Qualified(1, 0), Past.Decided(2, 200, new Decision.Abandoned(1, "hot", 6, 6)), Past.Qualified(3, 1000, epoch: 2), Past.Upgraded(4, 1010, epoch: 2),
        ];
        LoggedFeedback[] reports =
        [
            Past.Report("accepted", 1), Past.Report("attempted", 60, seq: 5000), Past.Report("attempted", 20), Past.Report("contacted", 1005), Past.Report("lost", 1100), Past.Report("unreachable", 70, epoch: 1),
        ];
        var expected = Text(decisions, reports);

        Assert.Equal("1 InTime 3 True Abandoned; 3 InTime 1 False ; 4 Late 0 False ", expected);
        Assert.Equal(expected, Text(decisions.Reverse(), [.. reports.Reverse()]));
        Assert.Equal(expected, Text(decisions, [.. reports.OrderBy(static report => report.Feedback.Kind)]));
    }

    [Fact]
    public void A_report_belongs_to_the_hand_off_before_it()
    {
        PastDecision[] decisions = [Past.Qualified(1, 0), Past.Upgraded(2, 10), Past.Qualified(3, 1000, epoch: 2)];

        Assert.Equal("1 InTime 1 False ; 2 Closed 0 False ; 3 Running 0 False ", Text(decisions[..2].Append(Past.Qualified(3, 40, epoch: 2)), [Past.Report("attempted", 9.9)], 41));
        Assert.Equal([0, 1, 0], Attempts(decisions, Past.Report("attempted", 10)));
        Assert.Equal([0, 1, 0], Attempts(decisions, Past.Report("attempted", 999)));
        Assert.Equal([0, 0, 1], Attempts(decisions, Past.Report("attempted", 1000)));
        Assert.Equal([0, 0, 0], Attempts(decisions, Past.Report("attempted", -1)));
    }

    [Theory]
    // minutes before the second hand-off (which could know events up to 30), number in the log
    [InlineData(5.0, 31L, true)]
    [InlineData(5.1, 31L, false)]
    [InlineData(1.0, 30L, false)]
    public void A_report_with_a_slightly_slow_clock_counts_unless_it_was_known_before(double minutes, long seq, bool isAboutTheSecond)
    {
        PastDecision[] decisions = [Past.Qualified(1, 0), Past.Qualified(3, 1000, epoch: 2)];

        var report = new LoggedFeedback(new Domain.Decisions.Feedback(FeedbackKind.Attempted, Past.At(1000).AddMinutes(-minutes), null, null, null), seq);

        Assert.Equal(isAboutTheSecond ? [0, 1] : [1, 0], Attempts(decisions, report));
    }

    [Fact]
    public void A_report_that_names_an_epoch_belongs_to_it()
    {
        PastDecision[] decisions = [Past.Qualified(1, 0), Past.Upgraded(2, 10), Past.Qualified(3, 1000, epoch: 2)];

        Assert.Equal([0, 1, 0], Attempts(decisions, Past.Report("attempted", 1200, epoch: 1)));
        Assert.Equal([1, 0, 0], Attempts(decisions, Past.Report("attempted", -24, epoch: 1)));
        Assert.Equal([0, 0, 1], Attempts(decisions, Past.Report("attempted", 20, epoch: 2)));
        Assert.Equal([0, 1, 0], Attempts(decisions, Past.Report("attempted", 20, epoch: 7)));
    }

    [Fact]
    public void A_report_for_one_model_does_not_answer_for_another()
    {
        PastDecision[] decisions = [Past.Qualified(1, 0), Past.Qualified(2, 1, model: "erp")];

        Assert.Equal([1, 1], Attempts(decisions, Past.Report("attempted", 5)));
        Assert.Equal([0, 1], Attempts(decisions, Past.Report("attempted", 5, model: "erp")));
        Assert.Equal([0, 0], Attempts(decisions, Past.Report("attempted", 5, model: "other")));
    }

    [Fact]
    public void The_first_end_counts_and_only_for_the_hand_off_before_it()
    {
        PastDecision[] decisions =
        [
            Past.Qualified(1, 0),
            Past.Decided(2, 20, new Decision.Recycled(1, "hot")),
            Past.Decided(3, 30, new Decision.Disqualified("rival", "competitor", false)),
            Past.Qualified(4, 1000, epoch: 2),
            Past.Decided(5, 1001, new Decision.Disqualified(null, "no-need", true), model: "erp"),
        ];

        Assert.Equal([HandOffEnd.Recycled, null], HandOffCourses.Of(decisions, [], Past.At(2000)).Select(static course => course.End));
    }

    [Fact]
    public void A_decision_that_is_not_a_hand_off_has_no_course() =>
        Assert.Empty(HandOffCourses.Of([Past.Decided(1, 0, new Decision.Routed(null, "early")), Past.Decided(2, 0, new Decision.Signal(1, "contact-us", "key"))], [Past.Report("won", 1)], Past.At(2)));

    private static IEnumerable<int> Attempts(IEnumerable<PastDecision> decisions, LoggedFeedback report) =>
        HandOffCourses.Of(decisions, [report], Past.At(2000)).Select(static course => course.Attempts);

    private static string Text(IEnumerable<PastDecision> decisions, LoggedFeedback[] reports, double now = 2000) => string.Join(
        "; ",
        HandOffCourses.Of(decisions, reports, Past.At(now)).Select(static course => $"{course.HandOff.Number} {course.Response} {course.Attempts} {course.IsAccepted} {course.End}"));
}
