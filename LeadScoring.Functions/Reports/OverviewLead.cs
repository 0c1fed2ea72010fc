namespace LeadScoring.Functions.Reports;

/// <summary>What one lead gives to the report <c>overview</c>.</summary>
public sealed record OverviewLead
{
    /// <summary>A lead about which the model says nothing.</summary>
    public static OverviewLead None { get; } = new();

    /// <summary>Nothing is known of it: it cannot be read.</summary>
    public bool IsUnreadable { get; init; }

    /// <summary>How it stands today; null where the model says nothing about it.</summary>
    public OverviewStanding? Standing { get; init; }

    /// <summary>Its hand-offs of the period.</summary>
    public LeadServiceLevel HandOffs { get; init; } = LeadServiceLevel.None;
}

/// <summary>How a lead stands today.</summary>
/// <param name="IsNew">Its first event lies in the period.</param>
/// <param name="IsActive">It did something lately.</param>
/// <param name="IsSent">The newest decision sends it to a team.</param>
/// <param name="OverdueSince">Since when a response or a follow-up is overdue; null where none is.</param>
/// <param name="Score">Its score; null where the model's audience does not include it.</param>
/// <param name="Tonight">What tomorrow changes about it; null where nothing does.</param>
public sealed record OverviewStanding(bool IsNew, bool IsActive, bool IsSent, DateTimeOffset? OverdueSince, OverviewScore? Score, NightChange? Tonight);

/// <summary>A score of today.</summary>
/// <param name="Shown">As users see it.</param>
/// <param name="Grade">Null in a model whose points add up.</param>
/// <param name="IsRouted">The score's route leads to a team.</param>
/// <param name="Before">That of the first day of the weeks looked back whose score is known.</param>
/// <param name="Highest">The highest of these weeks, today among them.</param>
/// <param name="IsBeforeKnown">The score of their very first day is known.</param>
public sealed record OverviewScore(int Shown, string? Grade, bool IsRouted, int Before, int Highest, bool IsBeforeKnown);

/// <summary>What tomorrow changes about a lead, if nothing more happens.</summary>
/// <param name="Lead">Its id.</param>
/// <param name="Owner">Who has it today.</param>
/// <param name="From">Today.</param>
/// <param name="To">Tomorrow.</param>
/// <param name="Leaves">It is taken back from sales by it.</param>
public sealed record NightChange(string Lead, string Owner, NightPlace From, NightPlace To, bool Leaves);

/// <summary>Where a score puts a lead.</summary>
/// <param name="Grade">Null in a model whose points add up.</param>
public sealed record NightPlace(int Score, string? Grade, string Route);
