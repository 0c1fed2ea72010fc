using System.Globalization;

using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Decisions;

/// <summary>Decisions in a sentence for people.</summary>
public static class DecisionText
{
    /// <summary>A hand-off, or how one ended; null for a decision of another kind.</summary>
    public static string? For(Decision decision) => decision switch
    {
        Decision.Qualified { Cause: EpochCause.FastTrack } d => $"It asked by itself: handed to {TeamOf(d.To)} by the fast track '{d.Route}'.",
        Decision.Qualified { Cause: EpochCause.Persona } d => $"Handed to {TeamOf(d.To)} by the persona '{d.Route}'.",
        Decision.Qualified d => $"Handed to {TeamOf(d.To)} by the route '{d.Route}'.",
        Decision.Upgraded d => $"Upgraded to {TeamOf(d.To)} by the route '{d.Route}'.",
        Decision.Recycled => "Back with marketing: it cooled down before sales accepted it.",
        Decision.Abandoned d => $"Back with marketing: nobody was reached in {d.Tried} attempts.",
        Decision.Disqualified { Rule: { } rule } d => $"Disqualified by the rule '{rule}': {d.Reason}",
        Decision.Disqualified d => $"Sales said that it does not fit: {d.Reason}",
        Decision.Restored d => $"No longer disqualified by the rule '{d.Rule}'.",
        _ => null,
    };

    /// <summary>What was not done in time.</summary>
    /// <param name="overdue">The decision.</param>
    /// <param name="zone">Of the model: the day for which a call was promised is one of it.</param>
    public static string For(Decision.Overdue overdue, DayZone zone) => overdue.IsCallAgain
        ? $"A call was promised for {zone.DayOf(overdue.RespondBy)}, and none was reported."
        : $"Nobody tried to reach the lead by {overdue.RespondBy.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)}.";

    private static string TeamOf(Models.Destination to) => to == Models.Destination.InsideSales ? "inside sales" : "sales";
}
