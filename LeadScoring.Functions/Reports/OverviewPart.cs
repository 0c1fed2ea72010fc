using System.Collections.Immutable;

using LeadScoring.Domain.Audit;
using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Values;

namespace LeadScoring.Functions.Reports;

/// <summary>What some leads give to the report <c>overview</c>, as it is stored and added up. Its size is bounded by the model's grades and bins and by the weeks of the period, never by the leads. Immutable; old schemas are read for ever.</summary>
public sealed record OverviewPart
{
    /// <summary>This many leads of those that change tonight are listed; all are counted.</summary>
    public const int MostListed = 20;

    private const int CurrentSchema = 1;
    private const int WeekDays = 7;

    // 1970-01-01 was a Thursday.
    private const int FirstMonday = 4;

    /// <summary>Of no lead.</summary>
    public static OverviewPart Empty { get; } = new();

    public int Schema { get; init; } = CurrentSchema;

    /// <summary>Leads that the model speaks about.</summary>
    public int Leads { get; init; }

    /// <summary>Those that cannot be read.</summary>
    public int Unreadable { get; init; }

    /// <summary>Those of <see cref="Leads"/> that have a score.</summary>
    public int Scored { get; init; }

    /// <summary>Those whose first event lies in the period.</summary>
    public int New { get; init; }

    /// <summary>Those that did something lately.</summary>
    public int Active { get; init; }

    /// <summary>By grade.</summary>
    public ImmutableSortedDictionary<string, int> Grades { get; init; } = ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    /// <summary>By bin of the score.</summary>
    public ImmutableArray<int> Scores { get => Bins(field); init; }

    /// <summary>Those of <see cref="Scores"/> whose score puts them on a route to a team.</summary>
    public ImmutableArray<int> Routed { get => Bins(field); init; }

    /// <summary>Those of <see cref="Scores"/> that the newest decision sends to a team.</summary>
    public ImmutableArray<int> Sent { get => Bins(field); init; }

    /// <summary>By bin: leads whose score was below its first one four weeks ago, and reached it since.</summary>
    public ImmutableArray<int> Crossed { get => Bins(field); init; }

    /// <summary>Leads of which it is not known what their score was four weeks ago.</summary>
    public int CrossedUnknown { get; init; }

    /// <summary>New hand-offs by the Monday of their week, UTC.</summary>
    public ImmutableSortedDictionary<int, WeekHandOffs> Weeks { get; init; } = ImmutableSortedDictionary<int, WeekHandOffs>.Empty;

    /// <summary>Leads that were handed over in the period, and how far sales got with them.</summary>
    public ProgressCounts Progress { get; init; } = new(0, 0, 0, 0, 0);

    /// <summary>Leads of which something is overdue.</summary>
    public int Overdue { get; init; }

    /// <summary>Since when the oldest of it is.</summary>
    public DateTimeOffset? OverdueSince { get; init; }

    /// <summary>Leads whose grade is another tomorrow.</summary>
    public int GradeTonight { get; init; }

    /// <summary>Leads whose route is another tomorrow.</summary>
    public int RouteTonight { get; init; }

    /// <summary>Leads that are taken back from sales tomorrow.</summary>
    public int LeavingTonight { get; init; }

    /// <summary>Those that tomorrow changes: those that a team has first, at most <see cref="MostListed"/>.</summary>
    public ImmutableArray<NightChange> Tonight { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The hand-offs of the period.</summary>
    public ServiceLevelPart HandOffs { get; init; } = ServiceLevelPart.Empty;

    /// <summary>With some leads more.</summary>
    public OverviewPart With(IReadOnlyList<OverviewLead> leads, ScoreBins bins)
    {
        OverviewStanding[] standing = [.. leads.Select(static lead => lead.Standing).OfType<OverviewStanding>()];
        OverviewScore[] scores = [.. standing.Select(static one => one.Score).OfType<OverviewScore>()];
        NightChange[] tonight = [.. standing.Select(static one => one.Tonight).OfType<NightChange>()];
        return Sum([
            this,
            new OverviewPart
            {
                Leads = standing.Length,
                Unreadable = leads.Count(static lead => lead.IsUnreadable),
                Scored = scores.Length,
                New = standing.Count(static one => one.IsNew),
                Active = standing.Count(static one => one.IsActive),
                Grades = scores.Where(static score => score.Grade is not null).CountBy(static score => score.Grade!).ToImmutableSortedDictionary(StringComparer.Ordinal),
                Scores = Count(scores, bins),
                Routed = Count(scores.Where(static score => score.IsRouted), bins),
                Sent = Count(standing.Where(static one => one.IsSent).Select(static one => one.Score).OfType<OverviewScore>(), bins),
                Crossed = [.. Enumerable.Range(0, ScoreBins.Count).Select(bin => scores.Count(score => score.Before < bin * bins.Width && bin * bins.Width <= score.Highest))],
                CrossedUnknown = scores.Count(static score => !score.IsBeforeKnown),
                Weeks = leads.SelectMany(static lead => lead.HandOffs.Courses).Where(static course => course.HandOff.OpensEpoch)
                    .GroupBy(static course => MondayOf(Day.Of(course.HandOff.At)).Number)
                    .ToImmutableSortedDictionary(static week => week.Key, static week => WeekHandOffs.Of([.. week])),
                Progress = leads.Select(static lead => ProgressCounts.Of(lead.HandOffs.Courses)).Aggregate(new ProgressCounts(0, 0, 0, 0, 0), static (sum, more) => sum + more),
                Overdue = standing.Count(static one => one.OverdueSince is not null),
                OverdueSince = standing.Min(static one => one.OverdueSince),
                GradeTonight = tonight.Count(static change => change.From.Grade != change.To.Grade),
                RouteTonight = tonight.Count(static change => change.From.Route != change.To.Route),
                LeavingTonight = tonight.Count(static change => change.Leaves),
                Tonight = [.. tonight],
                HandOffs = ServiceLevelPart.Empty.With(leads.Select(static lead => lead.HandOffs)),
            }]);
    }

    /// <summary>All parts together.</summary>
    public static OverviewPart Sum(IReadOnlyCollection<OverviewPart> parts) => new()
    {
        Leads = parts.Sum(static part => part.Leads),
        Unreadable = parts.Sum(static part => part.Unreadable),
        Scored = parts.Sum(static part => part.Scored),
        New = parts.Sum(static part => part.New),
        Active = parts.Sum(static part => part.Active),
        Grades = parts.SelectMany(static part => part.Grades).GroupBy(static grade => grade.Key, StringComparer.Ordinal).ToImmutableSortedDictionary(static grade => grade.Key, static grade => grade.Sum(static one => one.Value), StringComparer.Ordinal),
        Scores = Sum(parts, static part => part.Scores),
        Routed = Sum(parts, static part => part.Routed),
        Sent = Sum(parts, static part => part.Sent),
        Crossed = Sum(parts, static part => part.Crossed),
        CrossedUnknown = parts.Sum(static part => part.CrossedUnknown),
        Weeks = parts.SelectMany(static part => part.Weeks).GroupBy(static week => week.Key).ToImmutableSortedDictionary(static week => week.Key, static week => week.Select(static one => one.Value).Aggregate(static (sum, more) => sum + more)),
        Progress = parts.Select(static part => part.Progress).Aggregate(new ProgressCounts(0, 0, 0, 0, 0), static (sum, more) => sum + more),
        Overdue = parts.Sum(static part => part.Overdue),
        OverdueSince = parts.Min(static part => part.OverdueSince),
        GradeTonight = parts.Sum(static part => part.GradeTonight),
        RouteTonight = parts.Sum(static part => part.RouteTonight),
        LeavingTonight = parts.Sum(static part => part.LeavingTonight),
        Tonight =
        [
            .. parts.SelectMany(static part => part.Tonight)
                .OrderByDescending(static change => change.Leaves).ThenByDescending(static change => change.Owner != WireNames.Marketing).ThenByDescending(static change => change.From.Score).ThenBy(static change => change.Lead, StringComparer.Ordinal)
                .Take(MostListed),
        ],
        HandOffs = ServiceLevelPart.Sum([.. parts.Select(static part => part.HandOffs)]),
    };

    /// <summary>The Monday of a day's week.</summary>
    internal static Day MondayOf(Day day) => day.AddDays(-((((day.Number - FirstMonday) % WeekDays) + WeekDays) % WeekDays));

    private static ImmutableArray<int> Count(IEnumerable<OverviewScore> scores, ScoreBins bins)
    {
        var counts = new int[ScoreBins.Count];
        foreach (var score in scores)
            counts[bins.Of(score.Shown)]++;
        return [.. counts];
    }

    private static ImmutableArray<int> Sum(IReadOnlyCollection<OverviewPart> parts, Func<OverviewPart, ImmutableArray<int>> bins) =>
        [.. Enumerable.Range(0, ScoreBins.Count).Select(bin => parts.Sum(part => bins(part)[bin]))];

    private static ImmutableArray<int> Bins(ImmutableArray<int> counts) => counts.IsDefault ? [.. new int[ScoreBins.Count]] : counts;
}

/// <summary>New hand-offs of a week.</summary>
public sealed record WeekHandOffs(int Sales, int InsideSales)
{
    /// <summary>None.</summary>
    public static WeekHandOffs None { get; } = new(0, 0);

    internal static WeekHandOffs Of(IReadOnlyCollection<HandOffCourse> courses) =>
        new(courses.Count(static course => course.HandOff.To != Destination.InsideSales), courses.Count(static course => course.HandOff.To == Destination.InsideSales));

    /// <summary>Both.</summary>
    public static WeekHandOffs operator +(WeekHandOffs left, WeekHandOffs right) => new(left.Sales + right.Sales, left.InsideSales + right.InsideSales);
}

/// <summary>Leads that were handed over, each counted once, and those with which sales got at least this far.</summary>
public sealed record ProgressCounts(int HandedOver, int Accepted, int SalesQualified, int Opportunity, int Won)
{
    /// <summary>Of one lead.</summary>
    /// <param name="courses">Its hand-offs of the period.</param>
    internal static ProgressCounts Of(ImmutableArray<HandOffCourse> courses)
    {
        if (!courses.Any(static course => course.HandOff.OpensEpoch))
            return new ProgressCounts(0, 0, 0, 0, 0);
        var furthest = courses.Max(static course => course.Furthest);
        return new ProgressCounts(1, AtLeast(Stage.Accepted), AtLeast(Stage.SalesQualified), AtLeast(Stage.Opportunity), AtLeast(Stage.Customer));

        int AtLeast(Stage stage) => furthest >= stage ? 1 : 0;
    }

    /// <summary>Both.</summary>
    public static ProgressCounts operator +(ProgressCounts left, ProgressCounts right) => new(
        left.HandedOver + right.HandedOver, left.Accepted + right.Accepted, left.SalesQualified + right.SalesQualified, left.Opportunity + right.Opportunity, left.Won + right.Won);
}
