using System.Collections.Immutable;
using System.Runtime.CompilerServices;

using LeadScoring.Domain.Hygiene;

namespace LeadScoring.Functions.Storage;

/// <summary>
/// Reads a lead's log with what is doubted of it. Whether an event is doubted depends on others of any place in the log: one of a single page is read
/// once, a longer one twice. Memory grows by a few words of each event about mail.
/// </summary>
public sealed class FilteredLog(LeadStore leads)
{
    /// <summary>All events in key order, page by page.</summary>
    /// <param name="leadId">The lead.</param>
    /// <param name="after">Row key of the event behind which to begin; null = all. Doubts are about all of them either way.</param>
    /// <param name="includes">Those that may count; the others are as if they were not there.</param>
    /// <param name="mail">Empty; afterwards it holds what doubts are made of.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async IAsyncEnumerable<IReadOnlyList<FilteredEvent>> Read(
        string leadId, string? after, Func<LoggedEvent, bool> includes, MailLog mail, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ImmutableSortedDictionary<string, Suspected>? suspected = null;
        await foreach (var page in leads.ReadTwice(leadId, after, first => Observe(first, includes, mail), cancellation))
        {
            suspected ??= mail.FindSuspected();
            yield return [.. page.Select(logged => new FilteredEvent(logged, includes(logged), suspected.GetValueOrDefault(logged.EventKey)))];
        }
    }

    /// <summary>The doubts about a lead's events, by key.</summary>
    public async Task<ImmutableSortedDictionary<string, Suspected>> FindSuspected(string leadId, CancellationToken cancellation)
    {
        var mail = new MailLog();
        await foreach (var page in leads.ReadLog(leadId, null, cancellation))
        {
            foreach (var logged in page)
                mail.Add(logged.EventKey, logged.Captured.Event);
        }

        return mail.FindSuspected();
    }

    private static void Observe(LoggedEvent logged, Func<LoggedEvent, bool> includes, MailLog mail)
    {
        if (includes(logged))
            mail.Add(logged.EventKey, logged.Captured.Event);
    }
}

/// <summary>An event of the log.</summary>
/// <param name="Logged">The event.</param>
/// <param name="IsIncluded">It is one of those that were asked for.</param>
/// <param name="Suspected">Null without one.</param>
public sealed record FilteredEvent(LoggedEvent Logged, bool IsIncluded, Suspected? Suspected)
{
    /// <summary>Whether it counts among what the lead did.</summary>
    public bool Counts => IsIncluded && Suspected is not { IsOverruled: false };
}
