namespace LeadScoring.Domain.Hygiene;

/// <summary>For which of several days an event counts, by their indexes.</summary>
/// <param name="From">The first.</param>
/// <param name="Until">The first that is none of them; <see cref="ForGood"/> where nothing takes the event out again.</param>
public readonly record struct CountedSpan(int From, int Until)
{
    /// <summary>Behind all days.</summary>
    public const int ForGood = int.MaxValue;
}
