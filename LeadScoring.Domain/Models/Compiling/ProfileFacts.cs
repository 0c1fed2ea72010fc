using System.Collections.Immutable;

namespace LeadScoring.Domain.Models.Compiling;

/// <summary>What one model reads out of one profile: computed once per profile, kept with it, true for every day.</summary>
/// <param name="Model">The model.</param>
/// <param name="Holds">By the model's number of the condition; those that depend on the day are left to the evaluation.</param>
/// <param name="Known">Share of the fields in question that are known, in whole percent.</param>
/// <param name="Missing">The required fields that are missing, in the order of the gate.</param>
/// <param name="Sums">Milli-points by category of the profile rules that do not depend on the day.</param>
/// <param name="Matched">Those of them that hold.</param>
internal sealed record ProfileFacts(ScoringModel Model, bool[] Holds, int Known, ImmutableArray<string> Missing, long[] Sums, RuleSet Matched);
