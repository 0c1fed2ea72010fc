using Azure.Data.Tables;

using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Local.Backups;

/// <summary>The ways by which events of one lead came from leads that were merged, each once.</summary>
internal sealed class MergePaths
{
    private readonly Dictionary<string, IReadOnlyList<string>> _ways = new(StringComparer.Ordinal);

    /// <summary>From the lead that was merged into this one, back to the one whose the events are.</summary>
    public IEnumerable<IReadOnlyList<string>> All => _ways.Values;

    /// <summary>Takes a row of the lead.</summary>
    public void Take(TableEntity row)
    {
        // Most events came by no way, and are not read.
        if (!row.RowKey.StartsWith(RowKeys.EventPrefix, StringComparison.Ordinal) || row.GetBytes("d") is not { } bytes || bytes.AsSpan().IndexOf("\"via\""u8) < 0)
            return;
        try
        {
            var via = LeadRows.ReadEvent(row).Captured.Via;
            if (!via.IsEmpty)
                _ways.TryAdd(string.Join(' ', via), via);
        }
        catch (CorruptStateException broken) when (broken is not NewerStateException)
        {
            // Restored as it is; whoever reads the log comes upon it.
        }
    }
}
