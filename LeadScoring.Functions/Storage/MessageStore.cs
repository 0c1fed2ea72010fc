using System.Runtime.CompilerServices;

using Azure;
using Azure.Data.Tables;

using LeadScoring.Functions.Messaging;

namespace LeadScoring.Functions.Storage;

/// <summary>Keeps what the local topic carried for some days, beside the queues, which connectors empty.</summary>
/// <param name="tables">The tables.</param>
/// <param name="clock">What is old is judged by it.</param>
/// <param name="days">A message is kept this many days after it was decided.</param>
public sealed class MessageStore(ITables tables, TimeProvider clock, int days)
{
    /// <summary>Stays when a person is erased: it has the id of the lead and nothing else of it.</summary>
    private const string Erased = "lead.erased";

    // A night deletes this many at most; the next goes on.
    private const int MostExpired = 20_000;

    private const int RowsAtOnce = 32;

    private DateTimeOffset Oldest => clock.GetUtcNow().AddDays(-days);

    /// <summary>Keeps a message that was sent; one that was sent before is replaced by itself.</summary>
    public async Task Keep(TopicMessage message, CancellationToken cancellation)
    {
        var (row, entry) = MessageRow.Create(message, clock.GetUtcNow());
        await tables.Messages.Upsert(row, cancellation);
        await tables.Messages.Upsert(entry, cancellation);
        if (message.Subject == Erased || !TopicMessage.IsAboutLead(message.Subject))
            return;
        // Afterwards: a person who is erased meanwhile is found either by this look or by the erasure.
        if (await tables.Leads.Find(message.SessionId, RowKeys.Lead, cancellation) is { } lead && LeadRows.ReadState(lead).ErasedAt is not null)
            await Delete(row, cancellation);
    }

    /// <summary>All messages, newest first, read as they are asked for.</summary>
    /// <param name="after">The last of the page before; null = from the newest.</param>
    /// <param name="takes">Which types are wanted.</param>
    /// <param name="cancellation">Ends the search.</param>
    internal async IAsyncEnumerable<KeptMessage> Newest(MessagePlace? after, Func<string, bool> takes, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var oldest = Oldest;
        foreach (var range in Ranges(after, oldest))
        {
            await foreach (var page in tables.Messages.Pages(range, cancellation))
            {
                foreach (var entries in page.Where(entry => takes(MessageRow.TypeOf(entry)) && IsYounger(entry, oldest)).Chunk(RowsAtOnce))
                {
                    // One that is gone was erased since the entry was read.
                    var rows = await Task.WhenAll(entries.Select(entry => tables.Messages.Find(MessageRow.OtherPartition(entry), entry.RowKey, cancellation)));
                    foreach (var row in rows.OfType<TableEntity>())
                        yield return new KeptMessage(new MessagePlace(MessageRow.OtherPartition(row), row.RowKey), MessageRow.Read(row));
                }
            }
        }
    }

    /// <summary>Messages about one lead, newest first, read as they are asked for.</summary>
    /// <param name="leadId">The lead.</param>
    /// <param name="after">The last of the page before; null = from the newest.</param>
    /// <param name="takes">Which types are wanted.</param>
    /// <param name="cancellation">Ends the search.</param>
    internal async IAsyncEnumerable<KeptMessage> OfLead(string leadId, MessagePlace? after, Func<string, bool> takes, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var range = KeyRange.Rows(MessageRow.PartitionOf(leadId), After(after), NewestFirst.FirstOf(Oldest));
        await foreach (var row in tables.Messages.Rows(range, cancellation, RowsAtOnce))
        {
            if (takes(MessageRow.TypeOf(row)))
                yield return new KeptMessage(new MessagePlace(MessageRow.OtherPartition(row), row.RowKey), MessageRow.Read(row));
        }
    }

    /// <summary>Deletes the messages about a lead that is erased, but for the one that says so.</summary>
    internal async Task Erase(string leadId, CancellationToken cancellation)
    {
        await foreach (var page in tables.Messages.Pages(KeyRange.Rows(MessageRow.PartitionOf(leadId)), cancellation))
            await Task.WhenAll(page.Where(static row => MessageRow.TypeOf(row) != Erased).Select(row => Delete(row, cancellation)));
    }

    /// <summary>Deletes what is older than the days for which messages are kept.</summary>
    public async Task Expire(CancellationToken cancellation)
    {
        var deleted = 0;
        // The day before the cut-off is over for all: its messages are old, whatever their time of the day.
        var range = KeyRange.Between(NewestFirst.PartitionOf(Oldest.AddDays(-1)), ":");
        await foreach (var page in tables.Messages.Pages(range, cancellation))
        {
            foreach (var entries in page.Chunk(RowsAtOnce))
                await Task.WhenAll(entries.Select(entry => Delete(entry, cancellation)));
            if ((deleted += page.Count) >= MostExpired)
                return;
        }
    }

    // The other row first: after a crash between the two, this one is found again.
    private async Task Delete(TableEntity row, CancellationToken cancellation)
    {
        await tables.Messages.Delete(MessageRow.OtherPartition(row), row.RowKey, ETag.All, cancellation);
        await tables.Messages.Delete(row.PartitionKey, row.RowKey, ETag.All, cancellation);
    }

    // The rest of the day where the page before ended, then the days before it.
    private static IEnumerable<KeyRange> Ranges(MessagePlace? after, DateTimeOffset oldest)
    {
        // ':' comes after all digits, so this is after the partition of the day itself.
        var end = NewestFirst.PartitionOf(oldest) + ":";
        if (after is not null)
            yield return KeyRange.Rows(after.Day, After(after));
        yield return KeyRange.Between(after is null ? "" : after.Day + "0", end);
    }

    private static bool IsYounger(TableEntity row, DateTimeOffset oldest) => string.CompareOrdinal(row.RowKey, NewestFirst.FirstOf(oldest)) < 0;

    // '!' sorts before every character of a key, so the row at the place itself is left out.
    private static string? After(MessagePlace? place) => place is null ? null : place.Row + "!";
}

/// <summary>A message and where it stands in the list.</summary>
internal sealed record KeptMessage(MessagePlace Place, TopicMessage Message);

/// <summary>A place in the list of messages.</summary>
/// <param name="Day">The partition of the message's day.</param>
/// <param name="Row">Its row key.</param>
internal sealed record MessagePlace(string Day, string Row);
