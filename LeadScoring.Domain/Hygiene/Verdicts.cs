using LeadScoring.Domain.Events;

namespace LeadScoring.Domain.Hygiene;

/// <summary>
/// What people say about events: words in the lead's own log, so that everything that folds the log finds them. <c>event</c> names the key of the
/// event in question, <c>counts</c> is <c>true</c> or <c>false</c>. The latest word on an event wins, of two at the same time the one with the greater key.
/// </summary>
public sealed class Verdicts
{
    private readonly Dictionary<string, (DateTimeOffset At, string Key, bool Counts)> _words = new(StringComparer.Ordinal);

    /// <summary>Nobody said anything.</summary>
    public bool IsEmpty => _words.Count == 0;

    /// <summary>
    /// Whether a person can take events of the type out. Those of sales move the stages of a lead, those of the app say what it did, and a changed address names somebody: leaving them out of the score
    /// would undo none of it.
    /// </summary>
    public static bool CanBeLeftOut(string type) =>
        type is not (EventTypes.EmailChanged or EventTypes.PrivacyDeleted) && !type.StartsWith("sales.", StringComparison.Ordinal) && !type.StartsWith("system.", StringComparison.Ordinal);

    /// <summary>Whether an event is a word about another.</summary>
    public static bool Is(LeadEvent e) => e.Type == EventTypes.Counted && e.Properties["event"].Text is not null;

    /// <summary>Hears an event; any but a word about another is passed over.</summary>
    public void Add(string key, LeadEvent e)
    {
        if (!Is(e))
            return;
        var subject = SubjectOf(e);
        var word = (e.OccurredAt, key, Counts(e));
        if (!_words.TryGetValue(subject, out var other) || IsLater(word, other))
            _words[subject] = word;
    }

    /// <summary>The events that somebody spoke about, in ordinal order of their keys.</summary>
    public IEnumerable<string> Subjects => _words.Keys.Order(StringComparer.Ordinal);

    /// <summary>The event that a word is about.</summary>
    public static string SubjectOf(LeadEvent word) => word.Properties["event"].Text!;

    /// <summary>Whether a word says that its subject counts.</summary>
    public static bool Counts(LeadEvent word) => word.Properties["counts"].Text == "true";

    /// <summary>The events of which the last word is that they do not count.</summary>
    public IEnumerable<string> TakenOut => _words.Where(static word => !word.Value.Counts).Select(static word => word.Key);

    /// <summary>Whether an event counts whatever speaks against it.</summary>
    public bool Counts(string key) => _words.TryGetValue(key, out var word) && word.Counts;

    private static bool IsLater((DateTimeOffset At, string Key, bool) word, (DateTimeOffset At, string Key, bool) other) =>
        word.At != other.At ? word.At > other.At : string.CompareOrdinal(word.Key, other.Key) > 0;
}
