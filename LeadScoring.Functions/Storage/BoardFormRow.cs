using Azure.Data.Tables;

namespace LeadScoring.Functions.Storage;

/// <summary>
/// A row in Reports, which no backup holds, that notes how far the leads of the Board are filed as this version files them: a restored storage is gone through again.
/// </summary>
internal static class BoardFormRow
{
    public const string Partition = "board";

    /// <summary>The form of this version: by stage and by words. A later one has another name.</summary>
    public const string Current = "2";

    /// <summary>The continuation of a board that was gone through: its leads are asked for, and messages wait.</summary>
    public const string AllAsked = "asked";

    /// <summary>The row; without a continuation all is done.</summary>
    public static TableEntity Entity(string? continuation)
    {
        var row = new TableEntity(Partition, Current);
        if (continuation is not null)
            row["continuation"] = continuation;
        return row;
    }

    /// <summary>Notes at the start of the app that in a new storage no lead waits to be filed.</summary>
    public static async Task Begin(ITables tables, CancellationToken cancellation)
    {
        if (await tables.Board.Read(KeyRange.PartitionsFrom(""), 1, null, cancellation) is { Rows.Count: 0, Continuation: null })
            await tables.Reports.Upsert(Entity(null), cancellation);
    }

    public static bool IsDone(TableEntity row) => ContinuationOf(row) is null;

    public static string? ContinuationOf(TableEntity row) => row.GetString("continuation");
}
