using System.Collections.Immutable;

namespace LeadScoring.Domain.Audit;

/// <summary>The figures of some hand-offs; parts add up in any order. Immutable.</summary>
public sealed record ServiceLevelFigures
{
    /// <summary>Of no hand-off.</summary>
    public static ServiceLevelFigures None { get; } = new();

    /// <summary>All hand-offs, upgrades too.</summary>
    public int HandOffs { get; init; }

    /// <summary>Those with a response time. In time, late, overdue, closed and running add up to them.</summary>
    public int Agreed { get; init; }

    public int InTime { get; init; }

    public int Late { get; init; }

    public int Overdue { get; init; }

    public int Closed { get; init; }

    public int Running { get; init; }

    /// <summary>Attempts and conversations.</summary>
    public int Attempts { get; init; }

    public int Accepted { get; init; }

    /// <summary>Those of the overdue ones that sales still has.</summary>
    public int OverdueNow { get; init; }

    public int Abandoned { get; init; }

    public int Recycled { get; init; }

    public int Disqualified { get; init; }

    /// <summary>The audit: the log contradicts.</summary>
    public int BelowThreshold { get; init; }

    /// <summary>The audit: nobody can tell.</summary>
    public int Unchecked { get; init; }

    /// <summary>Whole minutes from hand-off to the first answer, with how often each occurred: at most one entry per answered hand-off.</summary>
    public ImmutableSortedDictionary<int, int> Minutes { get; init; } = ImmutableSortedDictionary<int, int>.Empty;

    /// <summary>Half of the answered hand-offs were answered in at most this many hours; one decimal; null without an answer.</summary>
    public decimal? MedianHours
    {
        get
        {
            var answered = Minutes.Values.Sum();
            if (answered == 0)
                return null;
            return Math.Round((MinutesAt((answered - 1) / 2) + MinutesAt(answered / 2)) / 120m, 1, MidpointRounding.AwayFromZero);
        }
    }

    public static ServiceLevelFigures Of(HandOffCourse course, AuditVerdict verdict) => None with
    {
        HandOffs = 1,
        Agreed = One(course.Response != ResponseState.NotAgreed),
        InTime = One(course.Response == ResponseState.InTime),
        Late = One(course.Response == ResponseState.Late),
        Overdue = One(course.Response == ResponseState.Overdue),
        Closed = One(course.Response == ResponseState.Closed),
        Running = One(course.Response == ResponseState.Running),
        Attempts = course.Attempts,
        Accepted = One(course.IsAccepted),
        OverdueNow = One(course.IsOverdueNow),
        Abandoned = One(course.End == HandOffEnd.Abandoned),
        Recycled = One(course.End == HandOffEnd.Recycled),
        Disqualified = One(course.End == HandOffEnd.Disqualified),
        BelowThreshold = One(verdict.IsBelow),
        Unchecked = One(verdict is AuditVerdict.Unchecked),
        Minutes = course.RespondedAt is { } at
            ? None.Minutes.Add((int)(at - course.HandOff.At).TotalMinutes, 1)
            : None.Minutes,
    };

    /// <summary>The figures of both.</summary>
    public static ServiceLevelFigures operator +(ServiceLevelFigures left, ServiceLevelFigures right)
    {
        var minutes = left.Minutes.ToBuilder();
        foreach (var (minute, times) in right.Minutes)
            minutes[minute] = minutes.GetValueOrDefault(minute) + times;
        return new ServiceLevelFigures
        {
            HandOffs = left.HandOffs + right.HandOffs,
            Agreed = left.Agreed + right.Agreed,
            InTime = left.InTime + right.InTime,
            Late = left.Late + right.Late,
            Overdue = left.Overdue + right.Overdue,
            Closed = left.Closed + right.Closed,
            Running = left.Running + right.Running,
            Attempts = left.Attempts + right.Attempts,
            Accepted = left.Accepted + right.Accepted,
            OverdueNow = left.OverdueNow + right.OverdueNow,
            Abandoned = left.Abandoned + right.Abandoned,
            Recycled = left.Recycled + right.Recycled,
            Disqualified = left.Disqualified + right.Disqualified,
            BelowThreshold = left.BelowThreshold + right.BelowThreshold,
            Unchecked = left.Unchecked + right.Unchecked,
            Minutes = minutes.ToImmutable(),
        };
    }

    private static int One(bool holds) => holds ? 1 : 0;

    // Of the answers sorted by their minutes, the one at a place that counts from 0.
    private decimal MinutesAt(int place)
    {
        foreach (var (minute, times) in Minutes)
        {
            if (place < times)
                return minute;
            place -= times;
        }

        throw new ArgumentOutOfRangeException(nameof(place), place, "There are fewer answers than that.");
    }
}
