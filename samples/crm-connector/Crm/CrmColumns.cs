namespace LeadScoring.CrmConnector.Crm;

/// <summary>The columns that the connector needs beside those of the mapping.</summary>
internal static class CrmColumns
{
    /// <summary>What a salesperson fills in; cleared when the app has it.</summary>
    public const string Outcome = "outcome", Reason = "outcome_reason", Amount = "outcome_amount", By = "outcome_by", Until = "outcome_until";

    /// <summary>Why the app does not take it, and the fix.</summary>
    public const string Error = "outcome_error";

    /// <summary>The last outcome that the app has, and since when.</summary>
    public const string LastOutcome = "last_outcome", LastOutcomeAt = "last_outcome_at";

    /// <summary>How many it has: tells one <c>attempted</c> from the next.</summary>
    public const string Count = "outcome_count";

    /// <summary>Which row this is.</summary>
    public const string Model = "model", Lead = "lead_id";

    /// <summary>Which hand-over of the lead the outcome speaks of.</summary>
    public const string Epoch = "epoch";

    /// <summary>The last message that was applied: its sequence.</summary>
    public const string Sequence = "sequence";

    /// <summary>Typed by people: kept when two rows become one.</summary>
    public static readonly string[] Inputs = [Outcome, Reason, Amount, By, Until];

    /// <summary>In the order of a new file, after those of the mapping.</summary>
    public static readonly string[] All = [.. Inputs, Error, LastOutcome, LastOutcomeAt, Count, Model, Epoch, Sequence, Lead];

    /// <summary>Without these a file is not the CRM's.</summary>
    public static readonly string[] Key = [Lead, Model, Sequence];
}
