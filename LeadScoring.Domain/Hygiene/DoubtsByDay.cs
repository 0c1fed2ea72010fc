using LeadScoring.Domain.Events;

namespace LeadScoring.Domain.Hygiene;

/// <summary>
/// For which of several days each event of a log counts, every day seen as if the log ended with it: a burst of clicks may go on after midnight, and the word of a person counts from its own day on. Takes every
/// event of the log first, in any order, and then answers. Holds a few words of each event about mail and nothing of the others.
/// </summary>
public sealed class DoubtsByDay
{
    private readonly List<(MailEvent Mail, int Index)> _mail = [];
    private readonly Dictionary<string, List<(DateTimeOffset At, string Key, bool Counts, int Index)>> _words = new(StringComparer.Ordinal);
    private Dictionary<string, List<(int From, bool IsDoubted)>>? _doubts;

    /// <summary>Takes an event; one that has nothing to do with doubts leaves no trace.</summary>
    /// <param name="key">Of the event.</param>
    /// <param name="e">The event.</param>
    /// <param name="index">The index of the first day by whose end it has happened.</param>
    public void Add(string key, LeadEvent e, int index)
    {
        if (MailEvent.Of(key, e) is { } mail)
            _mail.Add((mail, index));
        else if (Verdicts.Is(e))
            Words(Verdicts.SubjectOf(e)).Add((e.OccurredAt, key, Verdicts.Counts(e), index));
    }

    /// <summary>When an event counts; nothing where it never does.</summary>
    /// <param name="key">Of the event.</param>
    /// <param name="index">As it was given for the event.</param>
    public IEnumerable<CountedSpan> SpansOf(string key, int index)
    {
        var doubts = (_doubts ??= FindDoubts()).GetValueOrDefault(key) ?? [];
        var words = _words.GetValueOrDefault(key) ?? [];
        if (doubts.Count == 0 && words.Count == 0)
            return [new CountedSpan(index, CountedSpan.ForGood)];
        return SpansOf(doubts, words, index);
    }

    private static List<CountedSpan> SpansOf(List<(int From, bool IsDoubted)> doubts, List<(DateTimeOffset At, string Key, bool Counts, int Index)> words, int index)
    {
        var spans = new List<CountedSpan>();
        int? since = null;
        foreach (var day in doubts.Select(static doubt => doubt.From).Concat(words.Select(static word => word.Index)).Select(day => Math.Max(day, index)).Append(index).Distinct().Order())
        {
            var counts = LastWord(day) ?? !doubts.LastOrDefault(doubt => doubt.From <= day).IsDoubted;
            if (counts)
            {
                since ??= day;
                continue;
            }

            if (since is { } from)
                spans.Add(new CountedSpan(from, day));
            since = null;
        }

        if (since is { } open)
            spans.Add(new CountedSpan(open, CountedSpan.ForGood));
        return spans;

        bool? LastWord(int day) => words.Where(word => word.Index <= day).OrderBy(static word => word.At).ThenBy(static word => word.Key, StringComparer.Ordinal).Select(static word => (bool?)word.Counts).LastOrDefault();
    }

    private List<(DateTimeOffset At, string Key, bool Counts, int Index)> Words(string subject)
    {
        if (!_words.TryGetValue(subject, out var words))
            _words[subject] = words = [];
        return words;
    }

    // Of each event that is doubted on some day: from which index on it is, and from which on it is not, in rising order.
    private Dictionary<string, List<(int From, bool IsDoubted)>> FindDoubts()
    {
        var found = new Dictionary<string, List<(int From, bool IsDoubted)>>(StringComparer.Ordinal);
        foreach (var near in Neighbourhoods())
        {
            // As of the end of the day of each: what is further away says nothing about them.
            foreach (var index in near.Select(static e => e.Index).Distinct().Order())
            {
                var there = near.Where(e => e.Index <= index).Select(static e => e.Mail).ToList();
                var doubted = SuspicionFinder.Find(there);
                foreach (var key in there.Select(static mail => mail.Key).Where(key => doubted.ContainsKey(key) != IsDoubted(key)))
                {
                    if (!found.TryGetValue(key, out var changes))
                        found[key] = changes = [];
                    changes.Add((index, doubted.ContainsKey(key)));
                }
            }
        }

        return found;

        bool IsDoubted(string key) => found.TryGetValue(key, out var changes) && changes[^1].IsDoubted;
    }

    private IEnumerable<List<(MailEvent Mail, int Index)>> Neighbourhoods()
    {
        var near = new List<(MailEvent Mail, int Index)>();
        foreach (var e in _mail.OrderBy(static e => e.Mail.At))
        {
            if (near.Count > 0 && e.Mail.At - near[^1].Mail.At > SuspicionFinder.Reach)
            {
                yield return near;
                near = [];
            }

            near.Add(e);
        }

        if (near.Count > 0)
            yield return near;
    }
}
