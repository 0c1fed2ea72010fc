using LeadScoring.Domain.Previews;
using LeadScoring.Domain.Scoring;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Previews;

/// <summary>A preview within one request, where there are few leads.</summary>
public sealed class SmallPreview(ITables tables, LeadTrial trial, TimeProvider clock)
{
    /// <summary>More leads are left to the queue.</summary>
    public const int MostLeads = 500;

    /// <summary>What publishing would do to all leads; null where there are too many.</summary>
    public async Task<PreviewFigures?> Run(VersionedModel candidate, CancellationToken cancellation)
    {
        var leads = new List<string>();
        await foreach (var row in tables.Leads.Rows(KeyRange.Partitions(null, null, RowKeys.Lead), cancellation, MostLeads + 1))
        {
            leads.Add(row.PartitionKey);
            if (leads.Count > MostLeads)
                return null;
        }

        return await trial.Run(PreviewFigures.Empty, candidate, clock.GetUtcNow(), leads, cancellation);
    }
}
