using System.Collections.Concurrent;
using System.Text.Json;

using Azure.Data.Tables;

using LeadScoring.Functions.Configuration;
using LeadScoring.Functions.Sources.Mapping;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Sources.Connections;

/// <summary>
/// The connections, in the table Sources. Hooks ask for one at every request, so that what was read counts for half a minute; also that there is none,
/// within bounds, since anybody can ask.
/// </summary>
public sealed class ConnectionStore(ITables tables, SourceCatalog catalog, AppOptions options, TimeProvider clock)
{
    private const string Partition = "connection";
    private const int MostCached = 2000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, (Connection? Connection, DateTimeOffset Until)> _cache = new(StringComparer.Ordinal);

    /// <summary>The connection; null when there is none.</summary>
    internal async Task<Connection?> Find(string source, string id, CancellationToken cancellation)
    {
        var key = Key(source, id);
        var now = clock.GetUtcNow();
        if (_cache.TryGetValue(key, out var cached) && cached.Until > now)
            return cached.Connection;
        // A name that none can have is not looked up: it might not even be a key.
        var row = ConnectionId.IsOne(id) && catalog.Find(source) is not null ? await tables.Sources.Find(Partition, key, cancellation) : null;
        var connection = row is null ? null : Read(row);
        if (_cache.Count >= MostCached)
            _cache.Clear();
        _cache[key] = (connection, now + Lifetime);
        return connection;
    }

    /// <summary>Saves a connection, new or not.</summary>
    internal async Task Put(Connection connection, CancellationToken cancellation)
    {
        var key = Key(connection.Source, connection.Id);
        var row = new TableEntity(Partition, key);
        row.SetBytes("d", BodyTree.Written(json => connection.Document.WriteTo(json)).Span);
        await tables.Sources.Upsert(row, cancellation);
        _cache.TryRemove(key, out _);
    }

    /// <summary>All connections by name.</summary>
    internal async Task<IReadOnlyList<Connection>> All(CancellationToken cancellation)
    {
        var all = new List<Connection>();
        string? continuation = null;
        do
        {
            var page = await tables.Sources.Read(KeyRange.Rows(Partition), 1000, continuation, cancellation);
            all.AddRange(page.Rows.Select(Read));
            continuation = page.Continuation;
        }
        while (continuation is not null);
        return all;
    }

    private static string Key(string source, string id) => $"{source}:{id}";

    private Connection Read(TableEntity row)
    {
        try
        {
            var colon = row.RowKey.IndexOf(':', StringComparison.Ordinal);
            using var document = JsonDocument.Parse(row.GetBytes("d"));
            if (catalog.Find(row.RowKey[..colon]) is { } source)
                return ConnectionReader.Read(source, row.RowKey[(colon + 1)..], document.RootElement, options.PublicUrl is not null).Connection;
        }
        catch (JsonException)
        {
            // Told below, as a connection whose source is gone.
        }

        throw new BrokenConnectionException(row.RowKey.Replace(':', '/'));
    }
}
