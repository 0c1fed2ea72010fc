namespace LeadScoring.Functions.Storage;

/// <summary>A row in Reports that is there while <c>leads restore</c> fills the storage, or after it broke off: half a storage must not be worked on.</summary>
internal static class RestoreMark
{
    /// <summary>PartitionKey.</summary>
    public const string Partition = "restore";

    /// <summary>RowKey.</summary>
    public const string Row = "running";

    /// <exception cref="UnfinishedRestoreException">A restore has begun and not ended.</exception>
    public static async Task Check(ITables tables, CancellationToken cancellation)
    {
        if (await tables.Reports.Find(Partition, Row, cancellation) is not null)
            throw new UnfinishedRestoreException();
    }
}

/// <summary>The storage is being restored, or a restore of it broke off.</summary>
public sealed class UnfinishedRestoreException()
    : Exception("LS-RESTORE-006: a backup is being restored into this storage, or the restore was interrupted. Let `leads restore` finish, or run it again with the same backup; then start the app.");
