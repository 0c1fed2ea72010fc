using System.Runtime.CompilerServices;

namespace LeadScoring.Domain.Signals.States;

/// <summary>A day and how many matches it had.</summary>
internal struct DayCount(int day, int count)
{
    public int Day = day;
    public int Count = count;
}

/// <summary>Room for the days of most rules of most leads, without another object.</summary>
[InlineArray(Length)]
internal struct FewDayCounts
{
    public const int Length = 4;

    private DayCount _first;
}
