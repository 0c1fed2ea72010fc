using LeadScoring.Domain.Events;
using LeadScoring.Domain.Values;

namespace LeadScoring.Functions.Trying;

/// <summary>What a body asks to try, before it is known by which model.</summary>
/// <param name="Profile">What is known of the lead.</param>
/// <param name="Events">What it did.</param>
/// <param name="AsOf">The day; null = today.</param>
/// <param name="Version">A published version; null for none.</param>
/// <param name="Yaml">A document; null for none.</param>
/// <param name="Days">How many days after the day are asked for, too; null for none.</param>
/// <param name="Rules">Rules whose points are asked for on each of these days.</param>
internal sealed record TryOrder(Fields Profile, IReadOnlyList<TriedEvent> Events, Day? AsOf, int? Version, string? Yaml, int? Days, IReadOnlyList<string> Rules);

/// <summary>An event of a lead that is tried.</summary>
/// <param name="Event">The event; of one with <paramref name="DaysAgo"/> the time is not its own.</param>
/// <param name="DaysAgo">Days before the day of the trial; null where the event has its time.</param>
/// <param name="Times">How often.</param>
internal sealed record TriedEvent(LeadEvent Event, int? DaysAgo, int Times);
