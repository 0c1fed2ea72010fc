using System.Globalization;

using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Sweep;

namespace LeadScoring.Local.Redriving;

/// <summary>Leads that are set aside. Tried again they stay parked until a visit goes well, so that one that is still broken is not lost from sight.</summary>
internal sealed class ParkedLeads(ParkedStore parked, ParkedRetry retry) : IStuck
{
    private const int Most = 1000;

    public string Name => "parked leads";

    public async Task<StuckWork> Look(CancellationToken cancellation)
    {
        var leads = await parked.List(Most, cancellation);
        return new StuckWork(leads.Count, leads.Count == Most, [.. leads.OrderBy(static lead => lead.At).Select(static lead =>
            new StuckItem(lead.At, $"lead {lead.LeadId}", string.Create(CultureInfo.InvariantCulture, $"{lead.Code} {lead.Reason} ({lead.Attempts} attempts)")))]);
    }

    public async Task<MovedWork> Move(int most, CancellationToken cancellation)
    {
        var all = await parked.List(Most, cancellation);
        var leads = all.OrderBy(static lead => lead.At).Take(most).ToList();
        foreach (var lead in leads)
            await retry.Retry(lead.LeadId, cancellation);
        return new MovedWork(leads.Count, [], all.Count == Most && most > Most);
    }
}
