namespace LeadScoring.Functions.Storage;

/// <summary>A stored row that cannot be read. The lead is parked; nothing of it is overwritten.</summary>
public class CorruptStateException(string leadId, string row, string reason, Exception? inner = null)
    : Exception($"The row '{row}' of lead {leadId} cannot be read: {reason}", inner)
{
    /// <summary>The lead.</summary>
    public string LeadId => leadId;

    /// <summary>Its row.</summary>
    public string Row => row;
}
