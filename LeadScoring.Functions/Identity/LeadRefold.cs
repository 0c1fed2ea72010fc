using Azure.Data.Tables;

using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Signals;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Identity;

/// <summary>Makes all that a lead's state and signals say of its events anew from its log, after events were taken out of it.</summary>
public sealed class LeadRefold(LeadStore leads, ModelCatalog models)
{
    private const int MaxConflicts = 20;

    /// <summary>The lead takes no event of another any more, and notes that its log is about to change.</summary>
    /// <returns>False when it is not there, or was erased.</returns>
    public Task<bool> Forget(string leadId, string other, CancellationToken cancellation) =>
        Change(leadId, state => state with { Merged = state.Merged.Remove(other), AlteredUpTo = state.Seq }, cancellation);

    /// <summary>The lead notes that its log is about to change; whoever has read it before is late.</summary>
    /// <returns>False when it is not there, or was erased.</returns>
    public Task<bool> Touch(string leadId, CancellationToken cancellation) => Change(leadId, static state => state with { AlteredUpTo = state.Seq }, cancellation);

    private async Task<bool> Change(string leadId, Func<LeadState, LeadState> change, CancellationToken cancellation)
    {
        for (var conflicts = 0; conflicts < MaxConflicts; conflicts++)
        {
            if (await leads.Find(leadId, cancellation) is not { State: { ErasedAt: null } state } read)
                return false;
            if (await Commit(read, change(state), [], cancellation))
                return true;
        }

        throw new TimeoutException($"Lead {leadId} is changed by others all the time.");
    }

    /// <summary>Makes it anew. A lead that gets events meanwhile is begun anew, for a log is read in no order of time.</summary>
    public async Task Run(string leadId, CancellationToken cancellation)
    {
        for (var conflicts = 0; conflicts < MaxConflicts; conflicts++)
        {
            if (await leads.Find(leadId, cancellation) is not { State: { ErasedAt: null } state } read)
                return;

            var blank = state with { Aliases = [], FirstSeenAt = default, LastEventAt = default, IsCustomer = false, Profile = LeadProfile.Empty, Recent = [] };
            var signals = new Dictionary<string, LeadSignals>(StringComparer.Ordinal);
            foreach (var (model, row) in read.Models.Where(static model => model.Value.Version > 0))
                signals.Add(model, new LeadSignals((await models.Version(model, row.Version, cancellation)).Model));

            await foreach (var page in leads.ReadLog(leadId, null, cancellation))
            {
                foreach (var logged in page)
                {
                    blank = blank.With(logged.Captured);
                    foreach (var model in signals.Values)
                        model.Apply(logged.Captured.Event);
                }
            }

            // A rebuild under way has folded what is gone: without its mark it begins anew.
            var rows = read.Models.ToDictionary(
                static model => model.Key,
                model => signals.TryGetValue(model.Key, out var folded)
                    ? model.Value with { Signals = folded.ToBytes(), Standing = model.Value.Standing is { } standing ? standing with { Week = [] } : null, Building = null }
                    : model.Value with { Building = null },
                StringComparer.Ordinal);
            if (await Commit(read, blank, rows, cancellation))
                return;
        }

        throw new TimeoutException($"Lead {leadId} is changed by others all the time.");
    }

    private async Task<bool> Commit(LeadRead read, LeadState after, Dictionary<string, ModelRow> models, CancellationToken cancellation)
    {
        TableTransactionAction[] batch =
        [
            new(TableTransactionActionType.UpdateReplace, LeadRows.State(read.LeadId, after), read.Tag),
            .. models.Select(model => new TableTransactionAction(TableTransactionActionType.UpsertReplace, LeadRows.Model(read.LeadId, model.Key, model.Value))),
        ];
        return (await leads.Submit(batch, cancellation)).Committed;
    }
}
