using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Browser;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Kit.Pages;

/// <summary>The real app, a site that may send to it, one that may not, and Chromium.</summary>
public sealed class TrackedSite : RunningApp, IAsyncLifetime
{
    private static readonly byte[] InstallationKey = [.. Enumerable.Range(0, LeadIds.KeyBytes).Select(static number => (byte)number)];

    private Chromium? _chromium;

    internal Site Site { get; private set; } = null!;

    /// <summary>A site that is not listed.</summary>
    internal Site Stranger { get; private set; } = null!;

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["LeadScoring__InstallationKey"] = Convert.ToBase64String(InstallationKey),
        ["LeadScoring__Tracking__Origins"] = Site.Origin,
    };

    public new async Task InitializeAsync()
    {
        if (Chromium.Missing is not null)
            return;
        Site = await Site.Start();
        Stranger = await Site.Start();
        await base.InitializeAsync();
        Site.App = Stranger.App = App.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);
        _chromium = await Chromium.Start();
    }

    public new async Task DisposeAsync()
    {
        if (_chromium is not null)
            await _chromium.DisposeAsync();
        await base.DisposeAsync();
        foreach (var site in new[] { Site, Stranger })
        {
            if (site is not null)
                await site.DisposeAsync();
        }
    }

    /// <summary>Somebody with a browser that knows nothing yet.</summary>
    internal async Task<Visitor> Visit() => await Kit.Pages.Visitor.Come(this, _chromium!.Browser);

    /// <summary>A visitor's events in the app, oldest first; waits until there are so many.</summary>
    internal Task<IReadOnlyList<StoredEvent>> Events(string visitor, int count) => Events(new LeadIdentity(null, visitor, null), count);

    /// <summary>The same for a lead that is known by address.</summary>
    internal Task<IReadOnlyList<StoredEvent>> EventsOf(string email, int count) =>
        Events(new LeadIdentity(EmailAddress.TryParse(email, out var address) ? address : throw new ArgumentException(email, nameof(email)), null, null), count);

    private async Task<IReadOnlyList<StoredEvent>> Events(LeadIdentity lead, int count)
    {
        IReadOnlyList<StoredEvent> events = [];
        await Eventually.True(
            async () =>
            {
                events = [.. (await AppStorage.Rows(Storage.Leads, new LeadIds(InstallationKey).Of(lead))).Select(static row =>
                    row.RowKey.StartsWith(RowKeys.PendingPrefix, StringComparison.Ordinal) ? LeadRows.ReadPending(row).Captured
                    : row.RowKey.StartsWith(RowKeys.EventPrefix, StringComparison.Ordinal) ? LeadRows.ReadEvent(row).Captured
                    : null).OfType<StoredEvent>().OrderBy(static captured => captured.ReceivedAt).ThenBy(static captured => captured.Event.OccurredAt)];
                return events.Count >= count;
            },
            otherwise: () => $"The app has {events.Count} events of the lead, not {count}: {string.Join(", ", events.Select(static captured => captured.Event.Type))}.");
        return events;
    }
}
