using System.Collections.Immutable;

using LeadScoring.Domain.Events;

namespace LeadScoring.Domain.Hygiene;

/// <summary>
/// Collects of a lead's log what doubts are made of: in any order, each event once. Holds a few words of each event about mail and nothing of the others, so
/// that a log of any length is looked through page by page.
/// </summary>
public sealed class MailLog
{
    private readonly List<MailEvent> _mail = [];
    private readonly Verdicts _verdicts = new();

    /// <summary>Takes an event; one that has nothing to do with doubts leaves no trace.</summary>
    public void Add(string key, LeadEvent e)
    {
        if (MailEvent.Of(key, e) is { } mail)
            _mail.Add(mail);
        else
            _verdicts.Add(key, e);
    }

    /// <summary>The doubts about what was added so far, by key. An event that a person took out may be among them before it is in the log.</summary>
    public ImmutableSortedDictionary<string, Suspected> FindSuspected()
    {
        var suspected = SuspicionFinder.Find(_mail).ToImmutableSortedDictionary(static e => e.Key, e => new Suspected(e.Value, _verdicts.Counts(e.Key)), StringComparer.Ordinal);
        return suspected.AddRange(_verdicts.TakenOut.Where(key => !suspected.ContainsKey(key)).Select(static key => KeyValuePair.Create(key, new Suspected([Suspicion.Person], IsOverruled: false))));
    }

    /// <summary>The window on what was added, as if it had seen all of it come.</summary>
    /// <param name="suspected">The doubts about it.</param>
    public MailWindow Window(IReadOnlyDictionary<string, Suspected> suspected) => MailWindow.Of(
        _mail.Select(e => new WatchedMail(e, Counts: !suspected.TryGetValue(e.Key, out var suspect) || suspect.IsOverruled)),
        DateTimeOffset.MinValue,
        !_verdicts.IsEmpty,
        MailWindow.Bounded([.. _verdicts.Subjects]));
}
