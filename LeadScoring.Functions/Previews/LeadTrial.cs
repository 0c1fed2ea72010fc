using LeadScoring.Domain.Events;
using LeadScoring.Domain.Hygiene;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Previews;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Signals;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Rebuild;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Telemetry;

using Microsoft.Extensions.Logging;

namespace LeadScoring.Functions.Previews;

/// <summary>Tries a model on the leads that are there. It reads, and writes nothing.</summary>
public sealed class LeadTrial(LeadStore leads, FilteredLog filtered, LeadRebuilder rebuilder, ModelCatalog catalog, LeadIds ids, ILogger<LeadTrial> logger)
{
    private const int LeadsAtOnce = 8;

    /// <summary>Tries it on some leads, which are added to what was found before.</summary>
    /// <param name="figures">Found before.</param>
    /// <param name="candidate">The model as it would be published.</param>
    /// <param name="now">The time at which it would be.</param>
    /// <param name="leadIds">The leads; those that were erased or merged into another are left out.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<PreviewFigures> Run(PreviewFigures figures, VersionedModel candidate, DateTimeOffset now, IReadOnlyList<string> leadIds, CancellationToken cancellation)
    {
        var trial = new ModelTrial(candidate, ids, now);
        var found = new Tried[leadIds.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = LeadsAtOnce, CancellationToken = cancellation };
        await Parallel.ForAsync(0, found.Length, parallel, async (i, token) => found[i] = await Try(leadIds[i], candidate, trial, token));
        return figures.With(found.Where(static tried => tried.IsThere).Select(static tried => tried.Preview));
    }

    // A lead that fails must not stop its bucket: it is counted, and nothing is said about it.
    private async Task<Tried> Try(string leadId, VersionedModel candidate, ModelTrial trial, CancellationToken cancellation)
    {
        try
        {
            if (await leads.Find(leadId, cancellation) is not { State: { ErasedAt: null, MergedInto: null } state } read)
                return default;
            return new Tried(true, await Try(read, state, candidate, trial, cancellation));
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested && Failure.IsLeadSpecific(fault))
        {
            logger.LeadUnreadable(leadId, Failure.ReasonOf(fault));
            return new Tried(true, null);
        }
    }

    private async Task<LeadPreview> Try(LeadRead read, LeadState state, VersionedModel candidate, ModelTrial trial, CancellationToken cancellation)
    {
        var log = trial.NewLog();
        await foreach (var page in filtered.Read(read.LeadId, null, logged => logged.Seq <= state.Seq, new MailLog(), cancellation))
        {
            foreach (var screened in page)
            {
                if (screened.Counts)
                    log.Add(screened.Logged.Captured.Event, screened.Logged.Captured.MayTrigger);
            }
        }

        var told = ModelTrial.NeedsLog(state) ? await rebuilder.DeriveState(read.LeadId, state, cancellation) : state;
        return trial.Run(read.LeadId, told, await Live(read, candidate.Id, cancellation), log);
    }

    // A version that this app cannot read any more says nothing about the lead.
    private async Task<(VersionedModel Model, LeadSignals Signals)?> Live(LeadRead read, string modelId, CancellationToken cancellation)
    {
        if (read.Models.GetValueOrDefault(modelId) is not { Version: > 0, Signals: { } bytes } row)
            return null;
        try
        {
            var model = await catalog.Version(modelId, row.Version, cancellation);
            return (model, LeadSignals.FromBytes(bytes, model.Model));
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private readonly record struct Tried(bool IsThere, LeadPreview? Preview);
}
