using System.Collections.Concurrent;
using System.Collections.Immutable;
using Azure.Data.Tables;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Domain.Scoring;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Models;

/// <summary>
/// The published models as scoring uses them. Which versions are active is read at most once a minute per process; versions never change and
/// are kept. A publish starts its rebuild only after that minute, so that no process still scores new leads by the old version alone.
/// </summary>
public sealed class ModelCatalog(ITables tables, TimeProvider clock)
{
    /// <summary>How long a process goes on with the active versions it knows.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<(string, int), Task<VersionedModel>> _versions = new();
    private (long ReadAt, ImmutableArray<VersionedModel> Models)? _active;

    /// <summary>The active version of every model, in ordinal order of their ids.</summary>
    public async Task<ImmutableArray<VersionedModel>> Active(CancellationToken cancellation)
    {
        var known = _active;
        if (known is { } fresh && clock.GetElapsedTime(fresh.ReadAt) < Lifetime)
            return fresh.Models;

        var readAt = clock.GetTimestamp();
        var models = ImmutableArray.CreateBuilder<VersionedModel>();
        await foreach (var row in tables.Models.Rows(KeyRange.Partitions(null, null, ModelRows.Active), cancellation))
            models.Add(await Version(row.PartitionKey, row.GetInt32("version")!.Value, cancellation));

        models.Sort(static (left, right) => string.CompareOrdinal(left.Id, right.Id));
        var all = models.ToImmutable();
        _active = (readAt, all);
        return all;
    }

    /// <summary>The active version of one model; null when it was never published.</summary>
    public async Task<VersionedModel?> Active(string modelId, CancellationToken cancellation) =>
        (await Active(cancellation)).FirstOrDefault(model => model.Id == modelId);

    /// <exception cref="InvalidOperationException">It does not exist, or this app cannot read it any more.</exception>
    public async Task<VersionedModel> Version(string modelId, int version, CancellationToken cancellation)
    {
        var loading = _versions.GetOrAdd((modelId, version), static (key, self) => self.Load(key.Item1, key.Item2), this);
        try
        {
            return await loading.WaitAsync(cancellation);
        }
        catch when (loading.IsFaulted)
        {
            // The next caller tries again: a fault of storage must not stay.
            _versions.TryRemove(new((modelId, version), loading));
            throw;
        }
    }

    /// <summary>A version; null when this app cannot read any more what an older one published.</summary>
    /// <inheritdoc cref="Version" path="/param" />
    public async Task<VersionedModel?> FindReadable(string modelId, int version, CancellationToken cancellation)
    {
        try
        {
            return await Version(modelId, version, cancellation);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Forgets which versions are active: this process has just published one.</summary>
    public void Forget() => _active = null;

    private async Task<VersionedModel> Load(string modelId, int version)
    {
        // No cancellation: the result is shared.
        var row = await tables.Models.Find(modelId, ModelRows.Version(version), CancellationToken.None)
            ?? throw new InvalidOperationException($"Version {version} of the model '{modelId}' does not exist.");
        var loaded = ModelLoader.Load(ModelRows.Text(row));
        return loaded.Definition is { } definition
            ? new VersionedModel(modelId, version, ScoringModel.Compile(AsPublished(definition, row)))
            : throw new InvalidOperationException($"Version {version} of the model '{modelId}' cannot be read: {loaded.Problems[0]}");
    }

    private static ModelDefinition AsPublished(ModelDefinition definition, TableEntity row)
    {
        var semantics = row.GetInt32(ModelRows.Semantics) ?? 1;
        return definition with
        {
            Gates = semantics < ModelRows.AsksForProof ? definition.Gates with { Proven = false } : definition.Gates,
            ReadsWrittenNumbers = semantics >= ModelRows.ReadsWrittenNumbers,
            ReadsPropertiesByName = semantics >= ModelRows.ReadsPropertiesByName,
        };
    }
}
