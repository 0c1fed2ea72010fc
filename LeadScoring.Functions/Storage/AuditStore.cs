using Azure;

using LeadScoring.Domain.Values;

namespace LeadScoring.Functions.Storage;

/// <summary>Keeps who did what, for 400 days.</summary>
public sealed class AuditStore(ITables tables, TimeProvider clock)
{
    /// <summary>As the log of a lead's past.</summary>
    internal const int Days = 400;

    // A night deletes this many at most; the next goes on.
    private const int MostExpired = 20_000;

    private const int PageRows = 1000;

    // Rows that are looked at for one answer, so that a filter that little passes does not hold it up.
    private const int MostRead = 5000;

    /// <summary>Writes a new entry, as of now.</summary>
    internal async Task<AuditEntry> Add(string actor, string action, string? subject, string outcome, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var random = Base32Hex.Encode(Guid.NewGuid().ToByteArray(), 13);
        var entry = new AuditEntry(NewestFirst.PartitionOf(now), AuditRow.RowOf(now, random), now, actor, action, subject, outcome);
        await tables.Audit.Upsert(AuditRow.Create(entry), cancellation);
        return entry;
    }

    /// <summary>Writes an entry again, for instance with its outcome.</summary>
    internal Task Update(AuditEntry entry, CancellationToken cancellation) => tables.Audit.Upsert(AuditRow.Create(entry), cancellation);

    /// <summary>Entries, newest first.</summary>
    /// <param name="after">The last of the page before; null = from the newest.</param>
    /// <param name="since">None that is older.</param>
    /// <param name="filter">Those that are wanted.</param>
    /// <param name="limit">This many at most.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>The entries, and the keys after which there may be more; null when there are none.</returns>
    internal async Task<(IReadOnlyList<AuditEntry> Entries, AuditPlace? Next)> Read(
        AuditPlace? after, DateTimeOffset since, Func<AuditEntry, bool> filter, int limit, CancellationToken cancellation)
    {
        var found = new List<AuditEntry>();
        var read = 0;
        foreach (var range in Ranges(after, since))
        {
            await foreach (var row in tables.Audit.Rows(range, cancellation, PageRows))
            {
                var entry = AuditRow.Read(row);
                if (entry.At < since)
                    continue;
                var wanted = filter(entry);
                if (wanted && found.Count == limit)
                    return (found, new AuditPlace(found[^1].Partition, found[^1].Row));
                if (wanted)
                    found.Add(entry);
                if (++read == MostRead)
                    return (found, new AuditPlace(entry.Partition, entry.Row));
            }
        }

        return (found, null);
    }

    /// <summary>Deletes what is older than <see cref="Days"/>.</summary>
    public async Task Expire(CancellationToken cancellation)
    {
        // The day before the cut-off is over for all: its rows are old, whatever their time of the day.
        var oldest = NewestFirst.PartitionOf(clock.GetUtcNow().AddDays(-Days - 1));
        var deleted = 0;
        await foreach (var row in tables.Audit.Rows(KeyRange.PartitionsFrom(oldest), cancellation, PageRows))
        {
            await tables.Audit.Delete(row.PartitionKey, row.RowKey, ETag.All, cancellation);
            if (++deleted == MostExpired)
                return;
        }
    }

    // The rest of the day where the page before ended, then the days before it.
    private static IEnumerable<KeyRange> Ranges(AuditPlace? after, DateTimeOffset since)
    {
        // ':' comes after all digits, so this is after the partition of the day itself.
        var end = NewestFirst.PartitionOf(since) + ":";
        if (after is null)
        {
            yield return KeyRange.Between("", end);
            yield break;
        }

        yield return KeyRange.Rows(after.Partition, after.Row + "0");
        yield return KeyRange.Between(after.Partition + "0", end);
    }
}

/// <summary>The keys of a row of the table Audit.</summary>
internal sealed record AuditPlace(string Partition, string Row);
