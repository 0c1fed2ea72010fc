namespace LeadScoring.Functions.Storage;

/// <summary>Goes through what is kept, newest first, day by day.</summary>
public sealed class RejectedDays(RejectedStore store, TimeProvider clock)
{
    // This many days are looked at for one answer, so that a long quiet time does not hold it up.
    private const int MostDays = 60;

    /// <summary>Rows from a place on, until there are enough.</summary>
    /// <param name="place">The last row of the page before; null = from the newest.</param>
    /// <param name="onlyDay">Of this day only; null = of all.</param>
    /// <param name="source">From this source only; null = from all.</param>
    /// <param name="limit">This many at most.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>The rows, and the place from which there may be more; null when there are none.</returns>
    internal async Task<(IReadOnlyList<KeptRow> Rows, RejectedPlace? Next)> Read(
        RejectedPlace? place, string? onlyDay, string? source, int limit, CancellationToken cancellation)
    {
        var found = new List<KeptRow>();
        // An event that was received just before midnight may be kept just after it, and clocks of instances differ.
        var day = place?.Day ?? onlyDay ?? RejectedId.DayOf(clock.GetUtcNow().AddDays(1));
        for (var days = 0; days < MostDays; days++)
        {
            var rows = await store.OfDay(day, cancellation);
            foreach (var row in rows.Where(row => (source is null || row.Source == source) && place?.IsBefore(row) != false))
            {
                if (found.Count == limit)
                    return (found, RejectedPlace.Of(found[^1]));
                found.Add(row);
            }

            if (onlyDay is not null || (rows.Count == 0 && !await store.HasBefore(day, cancellation)))
                return (found, null);
            day = RejectedId.Before(day);
            place = null;
        }

        return (found, new RejectedPlace(day, long.MaxValue, ""));
    }
}

/// <summary>A place between two rows.</summary>
/// <param name="Day">The day of the row before it.</param>
/// <param name="Ticks">Its time.</param>
/// <param name="Hash">Its hash.</param>
internal sealed record RejectedPlace(string Day, long Ticks, string Hash)
{
    public static RejectedPlace Of(KeptRow row) => new(row.Id.Day, row.At.UtcTicks, row.Id.Hash);

    /// <summary>Whether a row of the same day comes after this place.</summary>
    public bool IsBefore(KeptRow row) => row.At.UtcTicks < Ticks || (row.At.UtcTicks == Ticks && string.CompareOrdinal(row.Id.Hash, Hash) > 0);
}
