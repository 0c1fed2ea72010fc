using System.Collections.Immutable;

using LeadScoring.Domain.Models;
using LeadScoring.Domain.Scoring;

namespace LeadScoring.Domain.Decisions;

/// <summary>What a decision looks at.</summary>
/// <param name="Model">Under which it is taken.</param>
/// <param name="Card">The figures of the day.</param>
/// <param name="HoldsWithMargin">Whether a route to sales holds with the margin added; asked only when it matters.</param>
/// <param name="Disqualified">The first disqualification that holds; null = none.</param>
/// <param name="FastTracks">Events not decided upon yet that go straight to sales, oldest first.</param>
/// <param name="IsCustomer">The lead was won.</param>
/// <param name="Now">The time of the decision, from which response times run.</param>
public sealed record Situation(
    ScoringModel Model,
    Scorecard Card,
    Func<bool> HoldsWithMargin,
    Disqualification? Disqualified,
    ImmutableArray<FastTracked> FastTracks,
    bool IsCustomer,
    DateTimeOffset Now);

/// <summary>An event that a fast track takes.</summary>
/// <param name="Track">The fast track.</param>
/// <param name="EventKey">Key of the event in the log.</param>
public sealed record FastTracked(FastTrack Track, string EventKey);
