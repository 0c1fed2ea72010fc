using System.Collections.Immutable;
using LeadScoring.Domain.Hygiene;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Signals;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Rescore;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Telemetry;

namespace LeadScoring.Functions.Rebuild;

/// <summary>
/// Rebuilds a lead's signals under a model from its log while events go on arriving (ARCHITECTURE.md#rebuild): it marks the lead as
/// building, from when on Rescore folds new events into both; folds the log up to the mark; and joins the two. Signals are commutative, so
/// nothing is counted twice or missed. Until then the lead is scored by the version it has.
/// </summary>
/// <remarks>
/// The reason is a newer version of the model, or a newer revision of the lead: something changed the result of earlier events. Anyone who changes it raises
/// <see cref="LeadState.Revision"/> in the same transaction; the next visit of the lead asks for the rebuild. A revision that comes while one is under way begins it again.
/// </remarks>
public sealed class LeadRebuilder(LeadStore leads, FilteredLog log, LeadRescorer rescorer, AppMetrics metrics, TimeProvider clock)
{
    private const int EventsBetweenSaves = 20_000;

    /// <summary>Builds one lead, resuming where an earlier try stopped.</summary>
    /// <param name="leadId">The lead.</param>
    /// <param name="model">The version to build.</param>
    /// <param name="force">Build even if the lead has that version, of its newest revision.</param>
    /// <param name="cancellation">Ends the work; what was saved is resumed.</param>
    /// <returns>False when the lead could not be won against other writers: try again later.</returns>
    public async Task<bool> Rebuild(string leadId, VersionedModel model, bool force, CancellationToken cancellation)
    {
        if (!await RebuildState(leadId, force, cancellation) || await Begin(leadId, model, force, cancellation) is not { } building)
            return false;
        if (building.UpTo >= 0)
        {
            if (await Fold(leadId, model, building, cancellation) is not { } folded || !await Swap(leadId, model, building, folded, cancellation))
                return false;
        }

        // Figures, decisions, Board and Due are Rescore's work, as after any event.
        return (await rescorer.Run(leadId, evaluate: true, cancellation)).IsDone;
    }

    // Profile, newest activity and doubts, which all models share. They are written only if no event came meanwhile.
    private async Task<bool> RebuildState(string leadId, bool force, CancellationToken cancellation)
    {
        var suspected = 0;
        var outcome = await leads.TryChange(
            leadId,
            async read =>
            {
                if (read.State is not { ErasedAt: null } state || (state.DerivedRevision == state.Revision && !force))
                    return null;
                var derived = await DeriveState(leadId, state, cancellation);
                suspected = derived.Suspected - state.Suspected;
                return new LeadEdit(derived);
            },
            cancellation);
        if (outcome == EditOutcome.Done)
            metrics.Suspected(suspected);
        return outcome != EditOutcome.Contended;
    }

    /// <summary>The state with what all models share as its log tells it.</summary>
    internal async Task<LeadState> DeriveState(string leadId, LeadState state, CancellationToken cancellation)
    {
        // Signals of an older app, which doubted nothing or less, are of the past under every model.
        var revision = !state.KnowsMail ? state.Revision + 1 : state.Revision;
        var told = state.WithoutDerived() with { Revision = revision, DerivedRevision = revision };
        var mail = new MailLog();
        // From all of them at once: exact, whatever the limits leave out.
        var profile = new ProfileFolder();
        var suspected = 0;
        await foreach (var page in log.Read(leadId, null, logged => logged.Seq <= state.Seq, mail, cancellation))
        {
            foreach (var screened in page)
            {
                if (screened.IsIncluded)
                    told = told.WithIdentityOf(screened.Logged.Captured);
                if (screened is { IsIncluded: true, Counts: false })
                    suspected++;
                if (!screened.Counts)
                    continue;
                told = told.WithActivityOf(screened.Logged.Captured);
                profile.Add(screened.Logged.Captured.Event);
            }
        }

        return told with { Profile = profile.ToProfile(), Mail = mail.Window(mail.FindSuspected()), Suspected = suspected };
    }

    // A mark with UpTo below 0 says that nothing is to be built; null that other writers were faster every time.
    private async Task<Building?> Begin(string leadId, VersionedModel model, bool force, CancellationToken cancellation)
    {
        var building = new Building(model.Version, 0, -1, null, null, null);
        var outcome = await leads.TryChange(leadId, read => Task.FromResult(Mark(read)), cancellation);
        return outcome == EditOutcome.Contended ? null : building;

        LeadEdit? Mark(LeadRead read)
        {
            building = building with { UpTo = -1 };
            if (read.State is not { ErasedAt: null } state)
                return null;
            var row = read.Models.GetValueOrDefault(model.Id) ?? new ModelState(0, null, null, null, 0);
            if (row.Version > model.Version || (row.Version == model.Version && row.Revision == state.Revision && !force))
                return null;
            var isBegun = row.Building is { } begun && begun.Version == model.Version && begun.Revision == state.Revision;
            building = isBegun ? row.Building! : new Building(model.Version, state.Revision, state.Seq, null, null, null);
            return isBegun ? null : EditOf(state, model.Id, row with { Building = building });
        }
    }

    private async Task<Folded?> Fold(string leadId, VersionedModel model, Building building, CancellationToken cancellation)
    {
        var begun = building.Folded is null ? null : LeadSignals.FromBytes(building.Folded, model.Model);
        var today = model.Model.Zone.DayOf(clock.GetUtcNow());
        var byDay = Trend.DaysBefore(model.Model, today);
        var unsaved = 0;
        await foreach (var page in log.Read(leadId, building.Place, logged => logged.Seq <= building.UpTo, new MailLog(), cancellation))
        {
            foreach (var screened in page)
            {
                if (screened.Counts)
                    byDay.Add(screened.Logged.Captured.Event);
            }

            unsaved += page.Count;
            if (unsaved >= EventsBetweenSaves)
            {
                unsaved = 0;
                if (!await Update(leadId, model, building, row => row with { Building = row.Building! with { Place = page[^1].Logged.RowKey, Folded = Signals().ToBytes() } }, cancellation))
                    return null;
            }
        }

        // One that is resumed knows no longer which of its events are of the last weeks.
        return new Folded(Signals().ToBytes(), today, begun is null ? Past(model, byDay) : []);

        LeadSignals Signals()
        {
            var all = byDay.All();
            if (begun is not null)
                all.Join(begun);
            return all;
        }
    }

    private static ImmutableArray<int?> Past(VersionedModel model, LogByDay log)
    {
        using var bench = model.Borrow();
        return Trend.Past(log, bench.Evaluator, bench.Card);
    }

    private Task<bool> Swap(string leadId, VersionedModel model, Building building, Folded folded, CancellationToken cancellation) =>
        Update(
            leadId,
            model,
            building,
            row =>
            {
                var signals = LeadSignals.FromBytes(folded.Signals, model.Model);
                if (row.Building!.Newer is { } newer)
                    signals.Join(LeadSignals.FromBytes(newer, model.Model));
                // What the older version thought last week is no measure for what this one thinks today: the past is that of this version. The figures of today follow at once.
                var snapshot = row.Version == model.Version ? row.Snapshot : row.Snapshot is { } older ? older with { AsOf = folded.Today, Past = folded.Past } : null;
                return new ModelState(model.Version, signals.ToBytes(), snapshot, null, building.Revision);
            },
            cancellation);

    // False: the lead's row is building another version now, or another revision; or other writers were faster every time.
    private async Task<bool> Update(string leadId, VersionedModel model, Building building, Func<ModelState, ModelState> change, CancellationToken cancellation) =>
        await leads.TryChange(
            leadId,
            read => Task.FromResult(
                read.State is { ErasedAt: null } state && read.Models.GetValueOrDefault(model.Id) is { Building: { } now } row
                && now.Version == model.Version && now.Revision == building.Revision && now.UpTo == building.UpTo && state.Revision == building.Revision
                    ? EditOf(state, model.Id, change(row))
                    : null),
            cancellation) == EditOutcome.Done;

    /// <param name="Signals">Of the log up to the mark.</param>
    /// <param name="Today">The day of the fold, in the model's time zone.</param>
    /// <param name="Past">Scores at the ends of the days before it, newest first; empty where they are not known.</param>
    private sealed record Folded(byte[] Signals, Day Today, ImmutableArray<int?> Past);

    private static LeadEdit EditOf(LeadState state, string modelId, ModelState row) =>
        new(state) { Models = ImmutableDictionary<string, ModelState>.Empty.Add(modelId, row) };
}
