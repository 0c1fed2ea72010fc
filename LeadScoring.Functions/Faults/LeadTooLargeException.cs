namespace LeadScoring.Functions.Faults;

/// <summary>A lead has grown over a limit of storage: it keeps storing events, is parked, and keeps its last score.</summary>
public sealed class LeadTooLargeException(string leadId, string reason) : Exception($"Lead {leadId} cannot be scored: {reason}.")
{
    public string LeadId => leadId;
}
