using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Leads.Detail;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Telemetry;

using Microsoft.Extensions.Logging;

namespace LeadScoring.Functions.Reports;

/// <summary>Reads one lead for the report <c>overview</c>: its state and signals; its decisions and its log only if it was ever handed off.</summary>
public sealed class OverviewReader(LeadStore leads, ModelCatalog catalog, CurrentScores scores, ServiceLevelReader handOffs, ILogger<OverviewReader> log)
{
    /// <summary>A lead is active that did something in this many days.</summary>
    internal const int ActiveDays = 45;

    /// <summary>This many days are looked back for scores that rise: four weeks.</summary>
    internal const int CrossingDays = 28;

    /// <summary>What the lead gives as of the beginning of the computation.</summary>
    public async Task<OverviewLead> Read(string leadId, ReportRun run, CancellationToken cancellation)
    {
        // A question names its model; one that was archived since says nothing.
        if (await catalog.Active(run.Question.Model!, cancellation) is not { } model)
            return OverviewLead.None;
        try
        {
            if (await leads.Find(leadId, cancellation) is not { State: { ErasedAt: null } state } read)
                return OverviewLead.None;
            var merged = state.MergedInto is not null;
            // Whoever was merged keeps the decisions about it.
            var level = merged || state.Lifecycles.GetValueOrDefault(model.Id) is { Epoch: > 0 } ? await handOffs.Read(leadId, run, cancellation) : LeadServiceLevel.None;
            return new OverviewLead { HandOffs = level, Standing = merged ? null : await Standing(read, model, run, cancellation) };
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested && Failure.IsLeadSpecific(fault))
        {
            // A lead that fails must not stop its bucket: it is counted, and nothing is said about it.
            log.LeadUnreadable(leadId, Failure.ReasonOf(fault));
            return new OverviewLead { IsUnreadable = true };
        }
    }

    private async Task<OverviewStanding?> Standing(LeadRead read, VersionedModel model, ReportRun run, CancellationToken cancellation)
    {
        var figures = await scores.ComputeFor(read, [model], CrossingDays, run.StartedAt, cancellation);
        if (figures.IsEmpty)
            return null;
        var figure = figures[0];
        return new OverviewStanding(
            read.Scored is { } scored && Day.Of(scored.FirstSeenAt) is var first && first >= run.Question.From && first <= run.Question.To,
            figure.Snapshot.LastActivity is { } active && figure.Snapshot.AsOf - active <= ActiveDays,
            figure.Standing.Owner != WireNames.Marketing,
            OverdueSince(figure),
            figure.Standing.HasScore ? ScoreOf(figure) : null,
            figure.Standing.HasScore ? Tonight(read, figure) : null);
    }

    private static DateTimeOffset? OverdueSince(CurrentScore figure)
    {
        if (!figure.IsOverdue)
            return null;
        var due = figure.Lifecycle.FollowUps.Where(static open => !open.IsLater).Select(static open => (DateTimeOffset?)open.DueBy);
        return due.Append(figure.Lifecycle.CallBy).Min();
    }

    private static OverviewScore ScoreOf(CurrentScore figure)
    {
        // Newest first: the last is that of the first day.
        var (score, past) = (figure.Snapshot.Score, figure.Snapshot.Past);
        var known = past.OfType<int>().ToList();
        return new OverviewScore(
            score,
            figure.Snapshot.Grade,
            figure.Snapshot.To != Destination.Nurture,
            known.Count == 0 ? score : known[^1],
            known.Append(score).Max(),
            past is [.., not null]);
    }

    private static NightChange? Tonight(LeadRead read, CurrentScore figure)
    {
        var (model, today, state) = (figure.Model, figure.Snapshot, read.State!);
        var tomorrow = today.AsOf.AddDays(1);
        var mayLeave = figure.Lifecycle is { Stage: Stage.Qualified, Cause: EpochCause.Route };
        if (today.Until != tomorrow && !mayLeave)
            return null;

        using var bench = model.Borrow();
        var signals = CurrentScores.Signals(read.LeadId, read.Models[model.Id].Signals!, model);
        bench.Evaluator.Evaluate(signals, state.Profile, tomorrow, bench.Card);
        var leaves = mayLeave && !bench.Second.QualifiesWithMargin(signals, state.Profile, tomorrow);
        return today.Until == tomorrow || leaves
            ? new NightChange(
                read.LeadId,
                figure.Standing.Owner,
                new NightPlace(today.Score, today.Grade, today.Route),
                new NightPlace(bench.Card.Score.Shown, bench.Card.Grade?.ToString(), bench.Card.RouteId),
                leaves)
            : null;
    }
}
