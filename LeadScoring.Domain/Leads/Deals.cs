using System.Text.Json.Serialization;

using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Models;

namespace LeadScoring.Domain.Leads;

/// <summary>The newest deals of a lead that sales reported as won and lost, for one model or without naming one. The order of the reports leaves no trace.</summary>
/// <param name="WonAt">When the newest was won; null = none.</param>
/// <param name="LostAt">When the newest was lost; null = none.</param>
public readonly record struct DealTimes(
    [property: JsonPropertyName("won")] DateTimeOffset? WonAt,
    [property: JsonPropertyName("lost"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? LostAt)
{
    /// <summary>When the deal was won that is not lost later; null = none.</summary>
    [JsonIgnore]
    public DateTimeOffset? Won => WonAt is not null && !(LostAt > WonAt) ? WonAt : null;

    /// <summary>The newer of each.</summary>
    public DealTimes With(DealTimes other) => new(Newer(WonAt, other.WonAt), Newer(LostAt, other.LostAt));

    private static DateTimeOffset? Newer(DateTimeOffset? left, DateTimeOffset? right) => left is { } l && right is { } r ? (l >= r ? l : r) : left ?? right;
}

/// <summary>Under which models a lead was won (docs/reference/scoring.md#customers): winning one product does not end the others.</summary>
public static class Deals
{
    /// <summary>Whether a report of sales concerns a model.</summary>
    /// <param name="state">The lead before the report; null for one that is not known yet.</param>
    /// <param name="model">The model.</param>
    /// <param name="report">The report.</param>
    public static bool Concerns(LeadState? state, ModelDefinition model, Feedback report)
    {
        if (report.Model is { } named)
            return named == model.Id;
        // What sales reports of somebody who is no customer yet is not about what customers are sold.
        if (model.Audience.Kind == AudienceKind.Customer && (state is null || !IsOfAudience(state, model.Audience)))
            return false;
        return state is null || Concerns(state, model.Id, report.At);
    }

    // A report that names no model is about the hand-offs that there were when it happened; where there was none, sales speaks of the person, and so of every model.
    private static bool Concerns(LeadState state, string model, DateTimeOffset at)
    {
        // Clocks differ.
        var until = at + FeedbackRules.Skew;
        return state.Lifecycles.GetValueOrDefault(model)?.FirstOpenedAt <= until || !state.Lifecycles.Values.Any(other => other.FirstOpenedAt <= until);
    }

    /// <summary>When the lead was won under a model, without losing it later; null = it was not.</summary>
    /// <param name="state">The lead.</param>
    /// <param name="model">Id of the model; null = under any.</param>
    public static DateTimeOffset? WonAt(LeadState state, string? model)
    {
        if (state.Deals.IsEmpty)
            // An older app noted only that the lead was won; its log is on the way to tell more.
            return state.IsCustomer ? state.FirstSeenAt : null;
        if (model is not null)
            return Of(state, model).Won;
        return state.Deals.Values.Select(static times => times.Won).Where(static at => at is not null).DefaultIfEmpty().Max();
    }

    /// <summary>Whether a model speaks about a lead.</summary>
    public static bool IsOfAudience(LeadState state, Audience audience) => audience.Includes(model => WonAt(state, model) is not null);

    /// <summary>Whether a lead is a customer in the eyes of a model: won under it, or one of those whom a model for customers includes.</summary>
    public static bool IsCustomer(LeadState state, ModelDefinition model) =>
        WonAt(state, model.Id) is not null || (model.Audience.Kind == AudienceKind.Customer && IsOfAudience(state, model.Audience));

    private static DealTimes Of(LeadState state, string model)
    {
        var unnamed = state.Deals.GetValueOrDefault(Fact.NoModel);
        return state.Deals.GetValueOrDefault(model).With(new DealTimes(
            unnamed.WonAt is { } won && Concerns(state, model, won) ? won : null,
            unnamed.LostAt is { } lost && Concerns(state, model, lost) ? lost : null));
    }
}
