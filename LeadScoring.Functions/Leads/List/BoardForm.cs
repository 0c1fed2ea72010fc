using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Leads.List;

/// <summary>Knows whether every lead stands on the Board as this version files leads. After an update of an older app it does not, until <c>BoardFiling</c> has asked for each.</summary>
public sealed class BoardForm(ITables tables, TimeProvider clock)
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromMinutes(1);

    private bool _isCurrent;
    private long? _askedAt;

    /// <summary>Whether it does. Once it does, it always will.</summary>
    public async Task<bool> IsCurrent(CancellationToken cancellation)
    {
        if (_isCurrent || (_askedAt is { } at && clock.GetElapsedTime(at) < AskAgain))
            return _isCurrent;
        _isCurrent = await tables.Reports.Find(BoardFormRow.Partition, BoardFormRow.Current, cancellation) is { } row && BoardFormRow.IsDone(row);
        _askedAt = clock.GetTimestamp();
        return _isCurrent;
    }
}
