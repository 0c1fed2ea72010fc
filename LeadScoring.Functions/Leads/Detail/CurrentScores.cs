using System.Collections.Immutable;
using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Signals;
using LeadScoring.Domain.Signals.States;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Rescore;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Leads.Detail;

/// <summary>Evaluates leads as of today from their signals. The stored figures are those of the last visit, which may be weeks ago.</summary>
public sealed class CurrentScores(ModelCatalog models, TimeProvider clock)
{
    /// <summary>The day to evaluate as of: today, or that of the newest event where a clock runs ahead.</summary>
    public Day Today(LeadState? state) =>
        Day.Of(clock.GetUtcNow()) is var today && state is { Seq: > 0 } ? Day.Max(today, state.LastEventDay) : today;

    /// <summary>The lead's figures under those of the models that speak about it; a lead whose rebuild is under way by the version that it has.</summary>
    /// <exception cref="CorruptStateException">Its signals cannot be read.</exception>
    public async Task<ImmutableArray<CurrentScore>> ComputeFor(LeadRead read, ImmutableArray<VersionedModel> active, CancellationToken cancellation)
    {
        if (read.State is not { } state)
            return [];

        var figures = ImmutableArray.CreateBuilder<CurrentScore>();
        foreach (var newest in active)
        {
            if (!read.Models.TryGetValue(newest.Id, out var row) || row.Signals is null)
                continue;
            var model = row.Version == newest.Version ? newest : await Version(read.LeadId, newest.Id, row.Version, cancellation);
            if (Assessment.Includes(model.Model.Definition.Audience, state))
            {
                var snapshot = Evaluate(model, Signals(read.LeadId, row.Signals, model), state, row.Snapshot);
                figures.Add(new CurrentScore(model, snapshot, state.Lifecycles.GetValueOrDefault(model.Id, Lifecycle.New), state.IsCustomer, clock.GetUtcNow()));
            }
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

    private ScoreSnapshot Evaluate(VersionedModel model, LeadSignals signals, LeadState state, ScoreSnapshot? lastVisit)
    {
        using var bench = model.Borrow();
        var asOf = Today(state);
        var snapshot = Assessment.Describe(bench.Evaluator.Explain(signals, state.Profile, asOf), model.Model.Definition, signals);
        var until = bench.Evaluator.NextChange(signals, state.Profile, asOf);
        var then = lastVisit is null ? null : Trend.ScoreOn(asOf.AddDays(-Trend.Days), lastVisit, signals, state.Profile, bench.Evaluator, bench.Card);
        return snapshot with { Until = until, Trend = snapshot.Score - then };
    }
}

/// <summary>A lead under one model, as of today.</summary>
/// <param name="Model">By which the figures are made.</param>
/// <param name="Snapshot">The figures.</param>
/// <param name="Lifecycle">How far it has come.</param>
/// <param name="IsCustomer">The lead was won.</param>
/// <param name="Now">The time of the question.</param>
public sealed record CurrentScore(VersionedModel Model, ScoreSnapshot Snapshot, Lifecycle Lifecycle, bool IsCustomer, DateTimeOffset Now);
