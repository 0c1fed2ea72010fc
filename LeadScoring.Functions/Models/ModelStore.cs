using System.Collections.Immutable;

using Azure;
using Azure.Data.Tables;

using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Models;

/// <summary>Published versions of models, and the text of their drafts. A version never changes and numbers only grow.</summary>
public sealed class ModelStore(ITables tables)
{
    /// <summary>The draft; null when there is none.</summary>
    public async Task<string?> Draft(string modelId, CancellationToken cancellation) =>
        await tables.Models.Find(modelId, ModelRows.Draft, cancellation) is { } row ? ModelRows.Text(row) : null;

    /// <summary>A published version's document; null when there is none.</summary>
    public async Task<string?> Version(string modelId, int version, CancellationToken cancellation) =>
        await tables.Models.Find(modelId, ModelRows.Version(version), cancellation) is { } row ? ModelRows.Text(row) : null;

    /// <summary>The published versions, oldest first.</summary>
    public async Task<ImmutableArray<PublishedVersion>> Versions(string modelId, CancellationToken cancellation)
    {
        var versions = ImmutableArray.CreateBuilder<PublishedVersion>();
        await foreach (var row in tables.Models.Rows(KeyRange.Rows(modelId, ModelRows.VersionPrefix, "w"), cancellation))
            versions.Add(ReadVersion(row));
        return versions.ToImmutable();
    }

    /// <summary>The active version's number; null when the model was never published.</summary>
    public async Task<int?> ActiveVersion(string modelId, CancellationToken cancellation) =>
        (await tables.Models.Find(modelId, ModelRows.Active, cancellation))?.GetInt32("version");

    /// <summary>Ids of all models, drafts only too.</summary>
    public async Task<ImmutableSortedSet<string>> Ids(CancellationToken cancellation)
    {
        var ids = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var row in new[] { ModelRows.Draft, ModelRows.Active })
        {
            await foreach (var entity in tables.Models.Rows(KeyRange.Partitions(null, null, row), cancellation))
                ids.Add(entity.PartitionKey);
        }

        return ids.ToImmutable();
    }

    /// <summary>One published version with what was noted of it; null when there is none.</summary>
    public async Task<PublishedVersion?> Published(string modelId, int version, CancellationToken cancellation) =>
        await tables.Models.Find(modelId, ModelRows.Version(version), cancellation) is { } row ? ReadVersion(row) : null;

    /// <summary>Publishes a document as the next version and makes it the active one, without a word on what that does.</summary>
    /// <returns>The new version's number.</returns>
    public Task<int> Publish(string modelId, string text, string author, string reason, DateTimeOffset at, CancellationToken cancellation) =>
        Publish(modelId, text, new PublishedVersion(0, author, reason, at), cancellation);

    /// <summary>Publishes a document as the next version and makes it the active one.</summary>
    /// <param name="modelId">The model.</param>
    /// <param name="text">The document.</param>
    /// <param name="note">What is noted of it; its number is not asked.</param>
    /// <param name="cancellation">Ends the work between two writes.</param>
    /// <returns>The new version's number.</returns>
    public async Task<int> Publish(string modelId, string text, PublishedVersion note, CancellationToken cancellation)
    {
        while (true)
        {
            var active = await tables.Models.Find(modelId, ModelRows.Active, cancellation);
            var versions = await Versions(modelId, cancellation);
            var next = versions.IsEmpty ? 1 : versions[^1].Version + 1;
            var row = ModelRows.Document(modelId, ModelRows.Version(next), text);
            (row["author"], row["reason"], row["at"], row[ModelRows.Semantics]) = (note.Author, note.Reason, note.At, ModelRows.CurrentSemantics);
            WriteNote(row, note);
            // The document first: an active version without one would stop scoring. Another publisher may take the number.
            if (!await tables.Models.Insert(row, cancellation))
                continue;

            var pointer = new TableEntity(modelId, ModelRows.Active) { ["version"] = next };
            var isActive = active is null
                ? await tables.Models.Insert(pointer, cancellation)
                : await tables.Models.Replace(pointer, active.ETag, cancellation);
            if (isActive)
                return next;
            // Somebody else published in between; the later one counts, with a number of its own.
        }
    }

    /// <summary>Progress of a bucket's rebuild; null when it has not begun.</summary>
    public async Task<BucketProgress?> Progress(string modelId, int bucket, CancellationToken cancellation) =>
        await tables.Models.Find(modelId, ModelRows.Rebuild(bucket), cancellation) is { } row ? ReadProgress(row) : null;

    /// <summary>Progress of all buckets that have begun.</summary>
    public async Task<ImmutableArray<BucketProgress>> Progress(string modelId, CancellationToken cancellation)
    {
        var page = await tables.Models.Read(
            KeyRange.Rows(modelId, ModelRows.RebuildPrefix, RowKeys.After(ModelRows.RebuildPrefix)), 1000, null, cancellation);
        return [.. page.Rows.Select(ReadProgress)];
    }

    /// <summary>Saves a bucket's progress.</summary>
    public Task SaveProgress(string modelId, int bucket, BucketProgress progress, CancellationToken cancellation)
    {
        var row = new TableEntity(modelId, ModelRows.Rebuild(bucket))
        {
            ["version"] = progress.Version,
            ["leads"] = progress.Leads,
            ["done"] = progress.IsDone,
        };
        if (progress.Place is not null)
            row["place"] = progress.Place;
        return tables.Models.Upsert(row, cancellation);
    }

    /// <summary>Forgets how far the rebuild has come: it begins again for all leads.</summary>
    public async Task RestartProgress(string modelId, CancellationToken cancellation)
    {
        await foreach (var row in tables.Models.Rows(KeyRange.Rows(modelId, ModelRows.RebuildPrefix, RowKeys.After(ModelRows.RebuildPrefix)), cancellation))
            await tables.Models.Delete(row.PartitionKey, row.RowKey, row.ETag, cancellation);
    }

    private static PublishedVersion ReadVersion(TableEntity row) => new(
        int.Parse(row.RowKey.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture),
        row.GetString("author") ?? "",
        row.GetString("reason") ?? "",
        row.GetDateTimeOffset("at") ?? default)
    {
        Says = row.GetString("says"),
        AtOnce = row.GetInt32("atOnce"),
        PerWeek = (decimal?)row.GetDouble("perWeek"),
        RollbackTo = row.GetInt32("rollbackTo"),
        Changes = row.GetBytes("changes") is { } changes ? [.. System.Text.Encoding.UTF8.GetString(changes).Split('\n', StringSplitOptions.RemoveEmptyEntries)] : [],
        Semantics = row.GetInt32(ModelRows.Semantics) ?? 1,
    };

    private static void WriteNote(TableEntity row, PublishedVersion note)
    {
        if (note.Says is not null)
            row["says"] = note.Says;
        if (note.AtOnce is not null)
            row["atOnce"] = note.AtOnce;
        if (note.PerWeek is not null)
            row["perWeek"] = (double)note.PerWeek;
        if (note.RollbackTo is not null)
            row["rollbackTo"] = note.RollbackTo;
        // Titles have no line breaks that a reader would miss.
        if (!note.Changes.IsEmpty)
            row.SetBytes("changes", System.Text.Encoding.UTF8.GetBytes(string.Join('\n', note.Changes.Take(PublishedVersion.MostChanges).Select(static change => change.ReplaceLineEndings(" ")))));
    }

    private static BucketProgress ReadProgress(TableEntity row) => new(
        row.GetInt32("version") ?? 0, row.GetString("place"), row.GetInt32("leads") ?? 0, row.GetBoolean("done") ?? false);
}

/// <summary>Who published a version, when and why.</summary>
public sealed record PublishedVersion(int Version, string Author, string Reason, DateTimeOffset At)
{
    /// <summary>This many changes are noted.</summary>
    public const int MostChanges = 200;

    /// <summary>What it was said to do to the leads; null for versions of an older app.</summary>
    public string? Says { get; init; }

    /// <summary>How many leads it was said to hand off at once; null where nobody knew.</summary>
    public int? AtOnce { get; init; }

    /// <summary>How many a week from then on; null where nobody knew.</summary>
    public decimal? PerWeek { get; init; }

    /// <summary>The version whose text it has, for one that a rollback published; else null.</summary>
    public int? RollbackTo { get; init; }

    /// <summary>What is different from the version that was live before, each in a sentence.</summary>
    public ImmutableArray<string> Changes { get => field.IsDefault ? [] : field; init; }

    /// <summary>The semantics under which it was published (<see cref="ModelRows"/>).</summary>
    internal int Semantics { get; init; }
}

/// <summary>How far a bucket's rebuild has come.</summary>
/// <param name="Version">Which version is built.</param>
/// <param name="Place">The last lead done; null = none yet.</param>
/// <param name="Leads">How many leads are done.</param>
/// <param name="IsDone">All leads of the bucket are.</param>
public sealed record BucketProgress(int Version, string? Place, int Leads, bool IsDone);
