using LeadScoring.Functions.Models;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Sweep;

/// <summary>When the newest night was started.</summary>
public sealed class LastNight(ITables tables, ModelCatalog models)
{
    /// <summary>A night that was not started for so long was missed.</summary>
    public static readonly TimeSpan Overdue = TimeSpan.FromHours(26);

    /// <summary>When it was started; null before the first one.</summary>
    public async Task<DateTimeOffset?> Started(CancellationToken cancellation) =>
        (await tables.Due.Find(DueRows.Watermarks, DueRows.Night, cancellation))?.GetDateTimeOffset("at");

    /// <summary>Since when none was started: before the first one, since a model was first published. Null when there is none either.</summary>
    /// <param name="started">What <see cref="Started"/> said.</param>
    public async Task<DateTimeOffset?> NoneSince(DateTimeOffset? started, CancellationToken cancellation) =>
        // Before the first night nothing tells when the app was set up, but its models do.
        started ?? await FirstPublish(cancellation);

    private async Task<DateTimeOffset?> FirstPublish(CancellationToken cancellation)
    {
        var active = await models.Active(cancellation);
        var first = await Task.WhenAll(active.Select(model => tables.Models.Find(model.Id, ModelRows.Version(1), cancellation)));
        return first.Min(static row => row?.GetDateTimeOffset("at"));
    }
}
