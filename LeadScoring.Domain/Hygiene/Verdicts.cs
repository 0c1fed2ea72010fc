using LeadScoring.Domain.Events;

namespace LeadScoring.Domain.Hygiene;

/// <summary>
/// What people say about doubts: events of the lead's own log, so that everything that folds the log finds them. <c>event</c> names the key of the
/// event in question, <c>counts</c> is <c>true</c> or <c>false</c>. The latest word on an event wins, of two at the same time the one with the greater key.
/// </summary>
internal sealed class Verdicts
{
    private readonly Dictionary<string, (DateTimeOffset At, string Key, bool Counts)> _words = new(StringComparer.Ordinal);

    /// <summary>Nobody said anything.</summary>
    public bool IsEmpty => _words.Count == 0;

    /// <summary>Whether an event is a word about another.</summary>
    public static bool Is(LeadEvent e) => e.Type == EventTypes.Counted && e.Properties["event"].Text is not null;

    /// <summary>Hears an event; any but a word about another is passed over.</summary>
    public void Add(string key, LeadEvent e)
    {
        if (!Is(e))
            return;
        var subject = e.Properties["event"].Text!;
        var word = (e.OccurredAt, key, e.Properties["counts"].Text == "true");
        if (!_words.TryGetValue(subject, out var other) || IsLater(word, other))
            _words[subject] = word;
    }

    /// <summary>Whether an event counts whatever speaks against it.</summary>
    public bool Counts(string key) => _words.TryGetValue(key, out var word) && word.Counts;

    private static bool IsLater((DateTimeOffset At, string Key, bool) word, (DateTimeOffset At, string Key, bool) other) =>
        word.At != other.At ? word.At > other.At : string.CompareOrdinal(word.Key, other.Key) > 0;
}
