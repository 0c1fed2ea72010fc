using Azure;
using Azure.Data.Tables;

using LeadScoring.Functions.Faults;

namespace LeadScoring.Functions.Storage;

/// <summary>
/// One table of the store. A port to the outside: Azure Table Storage in the app, an in-memory table with Azure's rules in tests.
/// What is an ordinary outcome (there already, gone, changed meanwhile) is a value; everything else is an exception.
/// </summary>
public interface ITable
{
    /// <summary>Reads one row; null when it does not exist.</summary>
    Task<TableEntity?> Find(string partition, string row, CancellationToken cancellation);

    /// <summary>Reads at most <paramref name="top"/> rows (1-1000) of a range in key order; the page may be shorter and still have a continuation.</summary>
    Task<TablePage> Read(KeyRange range, int top, string? continuation, CancellationToken cancellation);

    /// <summary>Adds a row; false when one with its keys is there.</summary>
    Task<bool> Insert(TableEntity row, CancellationToken cancellation);

    /// <summary>Adds or replaces a row, whatever is there.</summary>
    Task Upsert(TableEntity row, CancellationToken cancellation);

    /// <summary>Replaces a row if it still has that tag; false when it is gone or has changed.</summary>
    Task<bool> Replace(TableEntity row, ETag expected, CancellationToken cancellation);

    /// <summary>Deletes a row; <see cref="ETag.All"/> deletes whatever is there. False when it is gone or has changed.</summary>
    Task<bool> Delete(string partition, string row, ETag expected, CancellationToken cancellation);

    /// <summary>Does all actions on one partition, or none.</summary>
    /// <exception cref="StorageLimitException">The batch breaks a limit of Azure; nothing was sent.</exception>
    Task<BatchOutcome> Submit(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellation);
}

/// <summary>Rows in key order; <paramref name="Continuation"/> is null after the last page.</summary>
public sealed record TablePage(IReadOnlyList<TableEntity> Rows, string? Continuation);

/// <summary>How a batch ended.</summary>
/// <param name="Committed">All actions are done; otherwise none.</param>
/// <param name="FirstTag">The new tag of the first action's row.</param>
/// <param name="FailedIndex">The action that was refused.</param>
/// <param name="Status">Its HTTP status: 409 there already, 412 changed, 404 gone.</param>
public readonly record struct BatchOutcome(bool Committed, ETag FirstTag, int FailedIndex, int Status)
{
    /// <summary>All done.</summary>
    public static BatchOutcome Done(ETag firstTag) => new(true, firstTag, -1, 0);

    /// <summary>Nothing done, because of one action.</summary>
    public static BatchOutcome Refused(int index, int status) => new(false, default, index, status);
}

/// <summary>The tables of the store, by name.</summary>
public interface ITables
{
    ITable Leads { get; }

    ITable Due { get; }

    ITable Board { get; }

    ITable Models { get; }

    ITable Rejected { get; }

    ITable Parked { get; }

    ITable Reports { get; }

    ITable Sources { get; }

    ITable Audit { get; }

    ITable Messages { get; }

    /// <summary>Creates what is missing; called once at start, before anything is read.</summary>
    Task CreateMissing(CancellationToken cancellation);
}
