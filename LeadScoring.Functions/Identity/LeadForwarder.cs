using System.Collections.Immutable;

using LeadScoring.Functions.Capture;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Identity;

/// <summary>
/// Hands events of a lead that was merged into another on to that one, where they wait as captured events do. A chain ends by itself, and so would a
/// ring: an event that a log has goes no further.
/// </summary>
public sealed class LeadForwarder(PendingStore pending, RescoreRequests requests)
{
    /// <summary>New events of a merged lead: they count, and speak, as the other lead's.</summary>
    public async Task Forward(string leadId, string into, ImmutableArray<PendingRow> rows, CancellationToken cancellation)
    {
        if (rows.IsEmpty)
            return;
        await pending.Store(into, [.. rows.Select(row => row.Captured with { Owner = leadId })], cancellation);
        await requests.Ask(into, evaluate: false, cancellation);
    }

    /// <summary>Events of the log of a lead that has just been merged: they only count.</summary>
    public Task Copy(string leadId, string into, IEnumerable<LoggedEvent> events, CancellationToken cancellation) =>
        pending.Store(into, [.. events.Select(logged => logged.Captured with { Owner = leadId, IsCopied = true })], cancellation);
}
