using Azure;
using Azure.Data.Tables;

using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Models;

/// <summary>Drafts of models, with who saved them. Of two who change the same draft at once the table lets one win.</summary>
public sealed class DraftStore(ITables tables, ModelStore models, TimeProvider clock)
{
    private const string By = "by";
    private const string At = "at";

    /// <summary>The draft; null when there is none.</summary>
    public async Task<ModelDraft?> Find(string modelId, CancellationToken cancellation) =>
        await tables.Models.Find(modelId, ModelRows.Draft, cancellation) is { } row ? Read(row) : null;

    /// <summary>Saves a draft over whatever is there.</summary>
    /// <param name="modelId">The model.</param>
    /// <param name="text">The document.</param>
    /// <param name="by">Who saves it; null for nobody who is known.</param>
    /// <param name="cancellation">Ends the work before it is written.</param>
    public Task Save(string modelId, string text, string? by, CancellationToken cancellation) => tables.Models.Upsert(Row(modelId, text, by), cancellation);

    /// <summary>Saves a draft where the condition holds.</summary>
    /// <param name="modelId">The model.</param>
    /// <param name="text">The document.</param>
    /// <param name="by">Who saves it; null for nobody who is known.</param>
    /// <param name="condition">About what is there.</param>
    /// <param name="cancellation">Ends the work before it is written.</param>
    /// <returns>Whether the text is the draft now, and if not, the draft that is; null for none.</returns>
    internal async Task<(bool IsSaved, ModelDraft? Other)> Save(string modelId, string text, string? by, DraftCondition condition, CancellationToken cancellation)
    {
        if (!condition.IsGiven)
        {
            await Save(modelId, text, by, cancellation);
            return (true, null);
        }

        var row = await tables.Models.Find(modelId, ModelRows.Draft, cancellation);
        var known = row is null ? await ActiveText(modelId, cancellation) : ModelRows.Text(row);
        if (condition.Allows(known) && await Write(Row(modelId, text, by), row?.ETag, cancellation))
            return (true, null);
        // A request that is repeated because its answer was lost meets its own text. So does the client of the table, which repeats by itself.
        var other = await Find(modelId, cancellation);
        return (other?.Text == text, other);
    }

    /// <summary>Deletes a draft where the condition holds. The active version stays.</summary>
    /// <param name="modelId">The model.</param>
    /// <param name="condition">About what is there.</param>
    /// <param name="cancellation">Ends the work before it is done.</param>
    /// <returns>What became of it, and the draft that is there all the same; null for none.</returns>
    internal async Task<(Discarded Outcome, ModelDraft? Other)> Discard(string modelId, DraftCondition condition, CancellationToken cancellation)
    {
        var row = await tables.Models.Find(modelId, ModelRows.Draft, cancellation);
        // One that says what the active version does is none to those who read it.
        if (row is null || ModelRows.Text(row) == await ActiveText(modelId, cancellation))
            return (Discarded.NoDraft, null);
        if (!condition.Allows(ModelRows.Text(row)))
            return (Discarded.Changed, Read(row));
        if (await tables.Models.Delete(modelId, ModelRows.Draft, condition.IsGiven ? row.ETag : ETag.All, cancellation))
            return (Discarded.Done, null);
        var other = await Find(modelId, cancellation);
        return (other is null ? Discarded.Done : Discarded.Changed, other);
    }

    private Task<bool> Write(TableEntity row, ETag? expected, CancellationToken cancellation) =>
        expected is { } tag ? tables.Models.Replace(row, tag, cancellation) : tables.Models.Insert(row, cancellation);

    private async Task<string?> ActiveText(string modelId, CancellationToken cancellation) =>
        await models.ActiveVersion(modelId, cancellation) is { } version ? await models.Version(modelId, version, cancellation) : null;

    private TableEntity Row(string modelId, string text, string? by)
    {
        var row = ModelRows.Document(modelId, ModelRows.Draft, text);
        row[At] = clock.GetUtcNow();
        if (by is not null)
            row[By] = by;
        return row;
    }

    private static ModelDraft Read(TableEntity row) => new(ModelRows.Text(row), row.GetString(By), row.GetDateTimeOffset(At));
}

/// <summary>A draft.</summary>
/// <param name="Text">The document.</param>
/// <param name="By">Who saved it, e.g. <c>key:ann</c>; null for one of an older app.</param>
/// <param name="At">When; null for one of an older app.</param>
public sealed record ModelDraft(string Text, string? By, DateTimeOffset? At);

/// <summary>What became of a draft that somebody discards.</summary>
internal enum Discarded
{
    /// <summary>It is gone.</summary>
    Done,

    /// <summary>There was none that differs from the active version.</summary>
    NoDraft,

    /// <summary>It is another one than the caller knows, and is still there.</summary>
    Changed,
}
