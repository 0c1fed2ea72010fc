namespace LeadScoring.Domain.Scoring;

/// <summary>What one rule comes to.</summary>
internal struct RuleOutcome
{
    /// <summary>Stands for no day.</summary>
    public const int NoDay = int.MinValue;

    /// <summary>It has a ledger line.</summary>
    public bool Holds;

    /// <summary>Of the matches; <see cref="NoDay"/> for none.</summary>
    public int Newest;

    public long Matches;

    /// <summary>Milli-points before decay and inactivity.</summary>
    public long Raw;

    /// <summary>Milli-points as they count.</summary>
    public long Points;
}
