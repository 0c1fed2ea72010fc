using System.Collections.Concurrent;

using Azure.Data.Tables;

using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Sources.Connections;

/// <summary>
/// Counts what connections deliver, for people who look whether a source works. Kept in memory and added to the table once a minute at most: a hook must
/// not wait for it, and what is lost with a process is only a number.
/// </summary>
public sealed class DeliveryCounts(ITables tables, TimeProvider clock)
{
    private const string Partition = "counts";
    private const int Tries = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Waiting> _waiting = new(StringComparer.Ordinal);

    /// <summary>Under which requests to addresses without a connection are counted; no connection can have that name.</summary>
    internal const string Nowhere = "*/*";

    internal Task Add(Connection connection, DeliveryCount delivery, CancellationToken cancellation) => Add(connection.Name, delivery, cancellation);

    /// <summary>Counts a request that did not prove itself; those of no connection together.</summary>
    internal Task AddRefused(Connection? connection, DateTimeOffset at, CancellationToken cancellation) =>
        Add(connection?.Name ?? Nowhere, new DeliveryCount(Refused: 1, RefusedAt: at), cancellation);

    private async Task Add(string name, DeliveryCount delivery, CancellationToken cancellation)
    {
        var key = name.Replace('/', ':');
        var waiting = _waiting.GetOrAdd(key, static _ => new Waiting());
        DeliveryCount take;
        lock (waiting)
        {
            waiting.Count = waiting.Count.Plus(delivery);
            if (clock.GetUtcNow() - waiting.SavedAt < Pause)
                return;
            (take, waiting.Count, waiting.SavedAt) = (waiting.Count, new DeliveryCount(), clock.GetUtcNow());
        }

        try
        {
            await Save(key, take, cancellation);
        }
        catch (Exception fault) when (fault is Azure.RequestFailedException || Faults.Failure.IsTransient(fault))
        {
            // The delivery itself is safe; the number is added with the next.
            lock (waiting)
                waiting.Count = take.Plus(waiting.Count);
        }
    }

    /// <summary>All counts by connection, with those that wait in this process.</summary>
    internal async Task<IReadOnlyDictionary<string, DeliveryCount>> All(CancellationToken cancellation)
    {
        var all = new Dictionary<string, DeliveryCount>(StringComparer.Ordinal);
        await foreach (var row in tables.Sources.Rows(KeyRange.Rows(Partition), cancellation))
            all[row.RowKey.Replace(':', '/')] = Read(row);

        foreach (var (key, waiting) in _waiting)
        {
            lock (waiting)
                all[key.Replace(':', '/')] = all.GetValueOrDefault(key.Replace(':', '/'), new DeliveryCount()).Plus(waiting.Count);
        }

        return all;
    }

    private async Task Save(string key, DeliveryCount count, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var row = await tables.Sources.Find(Partition, key, cancellation);
            var next = Write(key, row is null ? count : Read(row).Plus(count));
            if (row is null ? await tables.Sources.Insert(next, cancellation) : await tables.Sources.Replace(next, row.ETag, cancellation))
                return;
            // Another process counted in between.
        }
    }

    private static DeliveryCount Read(TableEntity row) => new(
        row.GetInt64("accepted") ?? 0,
        row.GetInt64("duplicates") ?? 0,
        row.GetInt64("rejected") ?? 0,
        row.GetInt64("refused") ?? 0,
        row.GetDateTimeOffset("received"),
        row.GetDateTimeOffset("refusedAt"));

    private static TableEntity Write(string key, DeliveryCount count)
    {
        var row = new TableEntity(Partition, key)
        {
            ["accepted"] = count.Accepted,
            ["duplicates"] = count.Duplicates,
            ["rejected"] = count.Rejected,
            ["refused"] = count.Refused,
        };
        if (count.ReceivedAt is { } received)
            row["received"] = received;
        if (count.RefusedAt is { } refused)
            row["refusedAt"] = refused;
        return row;
    }

    private sealed class Waiting
    {
        public DeliveryCount Count { get; set; } = new();

        public DateTimeOffset SavedAt { get; set; }
    }
}

/// <summary>What a connection delivered: events, and requests that did not prove themselves.</summary>
internal sealed record DeliveryCount(
    long Accepted = 0, long Duplicates = 0, long Rejected = 0, long Refused = 0, DateTimeOffset? ReceivedAt = null, DateTimeOffset? RefusedAt = null)
{
    public DeliveryCount Plus(DeliveryCount later) => new(
        Accepted + later.Accepted,
        Duplicates + later.Duplicates,
        Rejected + later.Rejected,
        Refused + later.Refused,
        later.ReceivedAt ?? ReceivedAt,
        later.RefusedAt ?? RefusedAt);
}
