using Azure.Data.Tables;
using LeadScoring.Domain.Leads;

namespace LeadScoring.Functions.Storage;

/// <summary>
/// How a lead begins of which nothing is stored. Its facts, and with them its messages, are numbered from 1; in a storage into which a backup was restored from
/// further on: somebody who first came after that backup has had numbers that the backup does not know, and receivers would take a message under one of them
/// for a repetition.
/// </summary>
public sealed class LeadNumbering
{
    /// <summary>Key of the row, among the watermarks of the table Due; it is in backups, so that the gaps of several restores add up.</summary>
    internal const string Row = "facts";

    private const string Number = "after";

    /// <summary>The state of a lead that has none.</summary>
    public LeadState State { get; private set; } = new();

    /// <summary>Reads how it is in a storage. Once, when a process starts: only a restore changes it, and no app runs meanwhile.</summary>
    public async Task Read(ITables tables, CancellationToken cancellation)
    {
        if (await tables.Due.Find(DueRows.Watermarks, Row, cancellation) is { } row)
            State = new LeadState { Facts = NumberOf(row) };
    }

    /// <summary>The number after which those of new leads begin, as a row of the table Due has it.</summary>
    internal static int NumberOf(TableEntity row) => row.GetInt32(Number) ?? 0;

    /// <summary>The row of the table Due that says so.</summary>
    internal static TableEntity RowOf(int after) => new(DueRows.Watermarks, Row) { [Number] = after };
}
