using LeadScoring.Domain.Events;

namespace LeadScoring.Domain.Profiles;

/// <summary>One attribute of a lead, and the event that it was learnt from.</summary>
/// <param name="Name">Case-sensitive.</param>
/// <param name="Value">Never missing.</param>
/// <param name="OccurredAt">When that event happened.</param>
/// <param name="Source">Who reported it.</param>
/// <param name="EventId">The source's own id of it.</param>
public sealed record ProfileEntry(string Name, FieldValue Value, DateTimeOffset OccurredAt, string Source, string EventId);
