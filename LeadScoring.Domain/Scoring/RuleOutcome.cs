namespace LeadScoring.Domain.Scoring;

/// <summary>The result of one rule with a ledger line.</summary>
internal struct RuleOutcome
{
    /// <summary>Stands for no day.</summary>
    public const int NoDay = int.MinValue;

    /// <summary>Nothing yet.</summary>
    public static RuleOutcome None => new() { Newest = NoDay };

    /// <summary>Of the matches; <see cref="NoDay"/> for none.</summary>
    public int Newest;

    public long Matches;

    /// <summary>Milli-points before decay and inactivity.</summary>
    public long Raw;

    /// <summary>Milli-points as they count.</summary>
    public long Points;
}
