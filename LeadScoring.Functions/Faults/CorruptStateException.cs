namespace LeadScoring.Functions.Faults;

/// <summary>A stored row that cannot be read. The lead is parked; nothing of it is overwritten.</summary>
public class CorruptStateException(string leadId, string row, string reason, Exception? inner = null)
    : Exception($"The row '{row}' of lead {leadId} cannot be read: {reason}", inner)
{
    public string LeadId => leadId;

    public string Row => row;
}
