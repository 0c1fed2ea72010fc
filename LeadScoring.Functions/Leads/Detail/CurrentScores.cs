using System.Collections.Immutable;
using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Signals;
using LeadScoring.Domain.Signals.States;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Rescore;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Leads.Detail;

/// <summary>Evaluates leads from their signals, as of today in the time zone of each model. The stored figures are those of the last visit, which may be weeks ago.</summary>
public sealed class CurrentScores(ModelCatalog models, TimeProvider clock)
{
    /// <summary>The lead's figures of today under those of the models that speak about it; a lead whose rebuild is under way by the version that it has.</summary>
    /// <param name="read">The lead.</param>
    /// <param name="active">The models.</param>
    /// <param name="daysBefore">Of this number of days before today the scores are computed too.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="CorruptStateException">Its signals cannot be read.</exception>
    public Task<ImmutableArray<CurrentScore>> ComputeFor(LeadRead read, ImmutableArray<VersionedModel> active, int daysBefore, CancellationToken cancellation) =>
        ComputeFor(read, active, daysBefore, clock.GetUtcNow(), cancellation);

    /// <summary>The same as of a time, which no event of the lead is meant to lie after: of the day of its newest event otherwise.</summary>
    /// <param name="read">The lead.</param>
    /// <param name="active">The models.</param>
    /// <param name="daysBefore">Of this number of days before that one the scores are computed too.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="CorruptStateException">Its signals cannot be read.</exception>
    public async Task<ImmutableArray<CurrentScore>> ComputeFor(LeadRead read, ImmutableArray<VersionedModel> active, int daysBefore, DateTimeOffset now, CancellationToken cancellation)
    {
        if (read.State is not { } state)
            return [];

        var figures = ImmutableArray.CreateBuilder<CurrentScore>();
        foreach (var newest in active)
        {
            if (!read.Models.TryGetValue(newest.Id, out var row) || row.Signals is null)
                continue;
            var model = row.Version == newest.Version ? newest : await Version(read.LeadId, newest.Id, row.Version, cancellation);
            var lifecycle = state.Lifecycles.GetValueOrDefault(model.Id, Lifecycle.New);
            var snapshot = Evaluate(model, Signals(read.LeadId, row.Signals, model), state, row.Snapshot, lifecycle, now, daysBefore);
            if (Standing.Of(state, model.Model.Definition, lifecycle, snapshot, now) is { IsShown: true } standing)
                figures.Add(new CurrentScore(model, snapshot, lifecycle, standing, now));
        }

        return figures.DrainToImmutable();
    }

    /// <summary>Stored signals.</summary>
    /// <exception cref="CorruptStateException">They cannot be read.</exception>
    internal static LeadSignals Signals(string leadId, byte[] bytes, VersionedModel model)
    {
        try
        {
            return LeadSignals.FromBytes(bytes, model.Model);
        }
        catch (SignalsFormatException broken)
        {
            throw broken.IsNewer
                ? new NewerStateException(leadId, RowKeys.Model(model.Id), broken.Message, broken)
                : new CorruptStateException(leadId, RowKeys.Model(model.Id), broken.Message, broken);
        }
    }

    private async Task<VersionedModel> Version(string leadId, string modelId, int version, CancellationToken cancellation)
    {
        try
        {
            return await models.Version(modelId, version, cancellation);
        }
        catch (InvalidOperationException missing)
        {
            throw new CorruptStateException(leadId, RowKeys.Model(modelId), missing.Message, missing);
        }
    }

    private static ScoreSnapshot Evaluate(VersionedModel model, LeadSignals signals, LeadState state, ScoreSnapshot? lastVisit, Lifecycle lifecycle, DateTimeOffset now, int daysBefore)
    {
        using var bench = model.Borrow();
        var asOf = state.DayToEvaluate(signals, now);
        var snapshot = Assessment.Describe(bench.Evaluator.Explain(signals, state.Profile, asOf), model.Model, signals, lifecycle, now);
        var until = bench.Evaluator.NextChange(signals, state.Profile, asOf);
        var then = lastVisit is null ? null : Trend.ScoreOn(asOf.AddDays(-Trend.Days), lastVisit, signals, state.Profile, bench.Evaluator, bench.Card);
        ImmutableArray<int?> past = lastVisit is null ? [.. Enumerable.Repeat((int?)null, daysBefore)] : Trend.Past(lastVisit, signals, state.Profile, asOf, daysBefore, bench.Evaluator, bench.Card);
        return snapshot with { Until = until, Trend = snapshot.Score - then, Past = past };
    }
}

/// <summary>A lead under one model, as of today.</summary>
/// <param name="Model">By which the figures are made.</param>
/// <param name="Snapshot">The figures.</param>
/// <param name="Lifecycle">How far it has come.</param>
/// <param name="Standing">What was decided about it, and why.</param>
/// <param name="Now">The time of the question.</param>
public sealed record CurrentScore(VersionedModel Model, ScoreSnapshot Snapshot, Lifecycle Lifecycle, Standing Standing, DateTimeOffset Now)
{
    /// <summary>The priority index, also of a hand-off that runs on until it ends; 0 of a lead for which the model is not.</summary>
    public int Priority => Standing.HasScore || Lifecycle.IsOpen ? Snapshot.Priority : 0;

    /// <summary>The shown score; 0 of a lead for which it is not.</summary>
    public int Score => Standing.HasScore ? Snapshot.Score : 0;

    /// <summary>A response, a promised call or a follow-up is due, and nobody gave it.</summary>
    public bool IsOverdue => Lifecycle.CallBy < Now || Lifecycle.FollowUps.Any(open => !open.IsLater && open.DueBy < Now);
}
