using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.Json;

using Azure.Data.Tables;

using LeadScoring.Functions.Configuration;
using LeadScoring.Functions.Sources.Bodies;
using LeadScoring.Functions.Sources.Descriptors;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Telemetry;

using Microsoft.Extensions.Logging;

namespace LeadScoring.Functions.Sources.Connections;

/// <summary>
/// The connections, in the table Sources. Hooks ask for one at every request: all are read together and count for half a minute, so that a name that leads
/// nowhere costs no more than one that is there, and nobody can make storage work by asking for made-up names.
/// </summary>
public sealed class ConnectionStore(ITables tables, SourceCatalog catalog, AppOptions options, TimeProvider clock, ILogger<ConnectionStore> logger)
{
    private const string Partition = "connection";
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    // Named once per process: all are read every half minute.
    private readonly ConcurrentDictionary<string, byte> _named = new(StringComparer.Ordinal);

    private Snapshot? _snapshot;

    /// <summary>The connection; null when there is none.</summary>
    /// <exception cref="BrokenConnectionException">Its document cannot be read.</exception>
    internal async Task<Connection?> Find(string source, string id, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var snapshot = _snapshot;
        if (snapshot is null || snapshot.Until <= now)
            _snapshot = snapshot = new Snapshot(await Load(cancellation), now + Lifetime);
        if (!snapshot.All.TryGetValue(Key(source, id), out var connection))
            return null;
        return connection ?? throw new BrokenConnectionException($"{source}/{id}");
    }

    /// <summary>Saves a connection, new or not.</summary>
    internal async Task Put(Connection connection, CancellationToken cancellation)
    {
        var row = new TableEntity(Partition, Key(connection.Source, connection.Id));
        row.SetBytes("d", BodyTree.Written(json => connection.Document.WriteTo(json)).Span);
        await tables.Sources.Upsert(row, cancellation);
        _snapshot = null;
    }

    /// <summary>All connections by name.</summary>
    /// <exception cref="BrokenConnectionException">The document of one cannot be read.</exception>
    internal async Task<IReadOnlyList<Connection>> All(CancellationToken cancellation) =>
        [.. (await Load(cancellation)).OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => pair.Value ?? throw new BrokenConnectionException(pair.Key.Replace(':', '/')))];

    // What cannot be read is null: the others go on.
    private async Task<FrozenDictionary<string, Connection?>> Load(CancellationToken cancellation)
    {
        var all = new Dictionary<string, Connection?>(StringComparer.Ordinal);
        await foreach (var row in tables.Sources.Rows(KeyRange.Rows(Partition), cancellation))
            all[row.RowKey] = Read(row);
        return all.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static string Key(string source, string id) => $"{source}:{id}";

    private Connection? Read(TableEntity row)
    {
        if (row.RowKey.Split(':') is not [var name, var id] || catalog.Find(name) is not { } source)
            return null;
        try
        {
            using var document = JsonDocument.Parse(row.GetBytes("d"));
            // What was right when it was put may not be any more, e.g. when the setting of the public address is gone: that is nothing that the vendor did either.
            var ignored = new List<string>();
            var (connection, errors) = ConnectionReader.Read(source, id, document.RootElement, options.PublicUrl is not null, ignored);
            if (ignored.Count > 0 && _named.TryAdd(row.RowKey, 0))
                logger.OriginsIgnored(connection.Name, ignored.Count);
            return errors.All.Count == 0 ? connection : null;
        }
        catch (JsonException)
        {
            // A damaged row, which its hook answers as what it is: nothing that the vendor did.
            return null;
        }
    }

    private sealed record Snapshot(FrozenDictionary<string, Connection?> All, DateTimeOffset Until);
}
