namespace LeadScoring.Domain.Signals.States;

/// <summary>What a lead's signals remember for one rule, so that they stay small and lose nothing that could still matter.</summary>
/// <param name="Slot">Number of the state in the signals.</param>
/// <param name="Kind">What is remembered.</param>
/// <param name="Newest">This many newest matches are enough; <see cref="int.MaxValue"/> for all.</param>
/// <param name="PerDay">This many matches of a day count; <see cref="int.MaxValue"/> for all.</param>
/// <param name="Within">Matches beyond this age never count again; <see cref="int.MaxValue"/> for none.</param>
internal sealed record StateShape(int Slot, StateKind Kind, int Newest, int PerDay, int Within, bool ReadsWritten = true)
{
    /// <summary>Days do not matter, only how much there is and which day is the newest.</summary>
    public bool OnlyTotal { get; } = Within == int.MaxValue && Kind is StateKind.Total or StateKind.ValuesAndDays or StateKind.Sums or StateKind.Tallies;

    /// <summary>Of all matches of <see cref="StateKind.Tallies"/>; null for other kinds.</summary>
    public StateShape? OfMatches { get; } = Kind == StateKind.Tallies ? new StateShape(Slot, StateKind.Total, int.MaxValue, int.MaxValue, Within) : null;

    /// <summary>Of the matches with one value of <see cref="StateKind.Tallies"/>; null for other kinds.</summary>
    public StateShape? OfValue { get; } = Kind == StateKind.Tallies
        ? new StateShape(Slot, Within == int.MaxValue ? StateKind.Total : StateKind.Days, Newest, int.MaxValue, Within)
        : null;

    /// <summary>The first day that can still matter when <paramref name="newest"/> is the day of the newest event.</summary>
    public int OldestOf(int newest) => Within == int.MaxValue ? int.MinValue : newest - Within;
}

/// <summary>Kinds of memory; the numbers are stored.</summary>
internal enum StateKind
{
    /// <summary>How many matches on which day.</summary>
    Days = 1,

    /// <summary>How many matches in all, or by day within the window.</summary>
    Total = 2,

    /// <summary>The newest day of each different value.</summary>
    Values = 3,

    /// <summary>The same, and how many matches on which day.</summary>
    ValuesAndDays = 4,

    /// <summary>How many matches and which exact sum, by day within the window.</summary>
    Sums = 5,

    /// <summary>How many matches in all, and with each different value, by day within the window.</summary>
    Tallies = 6,
}
