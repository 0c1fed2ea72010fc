using LeadScoring.Domain.Events;

namespace LeadScoring.Domain.Hygiene;

/// <summary>
/// What people say about doubts: events of the lead's own log, so that whoever folds the log hears them. <c>event</c> names the key of the
/// event in question, <c>counts</c> is <c>true</c> or <c>false</c>.
/// </summary>
internal static class Verdicts
{
    /// <summary>Type of the events.</summary>
    public const string Type = "system.counted";

    /// <summary>Keys of the events that count whatever speaks against them: the latest word on each wins, of two at the same time the one with the greater key.</summary>
    public static HashSet<string> Counted(IEnumerable<KeyValuePair<string, LeadEvent>> events) =>
        events.Where(static e => e.Value.Type == Type && e.Value.Properties["event"].Text is not null)
            .GroupBy(static e => e.Value.Properties["event"].Text!, StringComparer.Ordinal)
            .Where(static words => Counts(words.OrderBy(static e => e.Value.OccurredAt).ThenBy(static e => e.Key, StringComparer.Ordinal).Last().Value))
            .Select(static words => words.Key)
            .ToHashSet(StringComparer.Ordinal);

    private static bool Counts(LeadEvent verdict) => verdict.Properties["counts"].Text == "true";
}
