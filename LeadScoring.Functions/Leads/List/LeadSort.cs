namespace LeadScoring.Functions.Leads.List;

/// <summary>The order of a list of leads.</summary>
internal enum LeadSort
{
    /// <summary>Hottest first.</summary>
    Score,

    /// <summary>Whom to call first; see <see cref="WorkList"/>.</summary>
    Priority,

    /// <summary>Whose response, or call that was promised, is due first.</summary>
    RespondBy,

    /// <summary>Who did something last.</summary>
    LastActivity,
}
