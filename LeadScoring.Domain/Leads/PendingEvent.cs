namespace LeadScoring.Domain.Leads;

/// <summary>An event that waits to be scored.</summary>
public sealed record PendingEvent(string EventKey, StoredEvent Captured);
