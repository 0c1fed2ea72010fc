using System.Collections.Immutable;

using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Leads;

/// <summary>
/// How a lead stands under a model: what was decided, and why. Lists, files, messages, pages and the Board show this, so that they never differ. What the score alone
/// would say stands beside it.
/// </summary>
public sealed record Standing
{
    /// <summary>How far it has come.</summary>
    public required Stage Stage { get; init; }

    /// <summary>Who has it: <c>marketing</c>, <c>sales</c>, <c>inside-sales</c>.</summary>
    public required string Owner { get; init; }

    /// <summary>Where it went by the newest decision: <c>sales</c>, <c>inside-sales</c>, <c>nurture</c>, or <c>nobody</c> for one that is not to be sent.</summary>
    public required string To { get; init; }

    /// <summary>The stage in the plain words that everybody uses: <c>Lead</c>, <c>Opportunity</c>, <c>Customer</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The route, fast track or persona of the hand-off while sales has it, else the route of the score.</summary>
    public required string? Route { get; init; }

    /// <summary>Why.</summary>
    public required Because Because { get; init; }

    /// <summary>Whether the model says anything about the lead at all: it is of the audience, its hand-off is open, or it was won under the model.</summary>
    public required bool IsShown { get; init; }

    /// <summary>Whether the model's score is for this lead: not of one that was won, nor of one whose hand-off only runs on until it ends.</summary>
    public required bool HasScore { get; init; }

    /// <summary>Whether somebody is to follow it up.</summary>
    public required bool HasFollowUps { get; init; }

    /// <summary>How a lead stands.</summary>
    /// <param name="state">The lead.</param>
    /// <param name="model">The model.</param>
    /// <param name="lifecycle">The lead's way through the model.</param>
    /// <param name="figures">Its figures of the day.</param>
    /// <param name="now">The time.</param>
    public static Standing Of(LeadState state, ModelDefinition model, Lifecycle lifecycle, ScoreSnapshot figures, DateTimeOffset now)
    {
        var hasScore = Deals.IsOfAudience(state, model.Audience);
        var won = Deals.WonAt(state, model.Id);
        var isOnlyWon = !hasScore && !lifecycle.IsOpen && won is not null;
        var shown = isOnlyWon ? lifecycle with { Stage = Stage.Customer } : lifecycle;
        return new Standing
        {
            Stage = shown.Stage,
            Owner = WireNames.OwnerFor(shown),
            To = WireNames.ToFor(shown),
            Status = WireNames.StatusFor(shown, Deals.IsCustomer(state, model), model.IsOpportunityAtTarget),
            Route = isOnlyWon ? shown.Route : WireNames.RouteFor(shown, figures.Route),
            Because = shown.Stage == Stage.Customer ? Because.Won(won ?? shown.Disposition.WonAt, model.TimeZone) : Because.Of(model, lifecycle, figures, now),
            IsShown = hasScore || lifecycle.IsOpen || isOnlyWon,
            HasScore = hasScore,
            HasFollowUps = shown.FollowUps.Any(static open => !open.IsLater),
        };
    }
}

/// <summary>Why a lead stands as it does.</summary>
/// <param name="Kind">One of <see cref="Kinds"/>.</param>
/// <param name="Text">The same in a sentence.</param>
public sealed record Because(string Kind, string Text)
{
    /// <summary>All kinds, as answers have them. They are published and never change.</summary>
    public static ImmutableArray<string> Kinds { get; } =
        ["route", "fast-track", "persona", "upgrade", "feedback", "rule", "gate", "cool-down", "no-new-crossing", "assessing", "next-visit", "won", "lost"];

    /// <summary>Id of the route, fast track, persona or rule, or the name of the gate; null where there is none.</summary>
    public string? Name { get; init; }

    /// <summary>When it came so; null where nobody noted it.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Until which day it stays so whatever the score; null = no such day.</summary>
    public Day? Until { get; init; }

    /// <summary>What sales or the rule says.</summary>
    public string? Reason { get; init; }

    /// <summary>Required fields that are missing.</summary>
    public ImmutableArray<string> Missing { get; init; } = [];

    internal static Because Won(DateTimeOffset? at, DayZone zone) => new("won", at is { } then ? $"Sales won the deal on {DayOf(then, zone)}." : "Sales won the deal.") { At = at };

    internal static Because Of(ModelDefinition model, Lifecycle lifecycle, ScoreSnapshot figures, DateTimeOffset now) => lifecycle.Stage switch
    {
        Stage.Disqualified => Disqualified(model, lifecycle),
        Stage.Lost => Lost(model.TimeZone, lifecycle, figures),
        Stage.Nurture => WithMarketing(model, lifecycle, figures),
        _ => WithSales(model.TimeZone, lifecycle, now),
    };

    private static Because WithSales(DayZone zone, Lifecycle life, DateTimeOffset now)
    {
        if (life.Epoch == 0 || life.Route is not { } entry)
            return new Because("feedback", "Sales took the lead up by itself." + CallOf(life.CallAgain, zone, now)) { At = life.Disposition.AcceptedAt ?? life.Since };
        var clock = life.OwesResponse ? life.RespondBy < now ? $" Nobody answered by {InstantOf(life.RespondBy.Value)}." : $" Sales is to answer by {InstantOf(life.RespondBy!.Value)}."
            : (life.IsUnanswered ? " Nobody has answered yet." : "") + CallOf(life.CallAgain, zone, now);
        var team = WireNames.OwnerFor(life) == "inside-sales" ? "inside sales" : "sales";
        if (life.Cause == EpochCause.Route && life.SentAt != life.OpenedAt)
            return new Because("upgrade", $"Upgraded to {team} by the route '{entry}' on {DayOf(life.SentAt, zone)}.{clock}") { Name = entry, At = life.SentAt };
        var cause = life.Cause switch
        {
            EpochCause.FastTrack => $"It asked by itself: handed to {team} by the fast track '{entry}'",
            EpochCause.Persona => $"Handed to {team} by the persona '{entry}'",
            _ => $"Handed to {team} by the route '{entry}'",
        };
        return new Because(WireNames.For(life.Cause), $"{cause} on {DayOf(life.OpenedAt, zone)}.{clock}") { Name = entry, At = life.OpenedAt };
    }

    private static string CallOf(CallAgain? call, DayZone zone, DateTimeOffset now) => call is null ? ""
        : call.By < now ? $" A call was promised for {DayOf(call.By, zone)}, and none was reported."
        : $" Sales is to call again by {DayOf(call.By, zone)}.";

    private static Because Disqualified(ModelDefinition model, Lifecycle life)
    {
        var zone = model.TimeZone;
        if (life.Disposition.Stage == Stage.Disqualified || life.DisqualifiedBy is not { } rule)
        {
            var (said, why) = (life.Disposition.UnqualifiedAt ?? life.Since, life.Disposition.UnqualifiedReason);
            return new Because("feedback", $"Sales said on {DayOf(said, zone)} that it does not fit{(why is null ? "" : ": " + why)}.") { At = said, Reason = why };
        }

        var reason = model.Disqualify.FirstOrDefault(entry => entry.Id == rule)?.Reason;
        return new Because("rule", $"Disqualified by the rule '{rule}' since {DayOf(life.Since, zone)}{(reason is null ? "" : ": " + reason)}.") { Name = rule, At = life.Since, Reason = reason };
    }

    private static Because Lost(DayZone zone, Lifecycle life, ScoreSnapshot figures)
    {
        var (at, why) = (life.Disposition.LostAt ?? life.Since, life.Disposition.LostReason);
        var until = life.CoolDownUntil > figures.AsOf ? life.CoolDownUntil : null;
        return new Because("lost", $"Sales lost the deal on {DayOf(at, zone)}{(why is null ? "" : ": " + why)}.{(until is null ? "" : $" It is not handed off before {until}.")}")
        {
            At = at,
            Reason = why,
            Until = until,
        };
    }

    private static Because WithMarketing(ModelDefinition model, Lifecycle life, ScoreSnapshot figures)
    {
        var zone = model.TimeZone;
        var back = life.Return is not { } came ? "" : came.Cause switch
        {
            ReturnCause.Recycled => $" It came back from sales on {DayOf(came.At, zone)}, because it had cooled down.",
            ReturnCause.Abandoned => $" It came back from sales on {DayOf(came.At, zone)}, after nobody was reached in all attempts.",
            _ => $" It was disqualified until {DayOf(came.At, zone)}.",
        };
        var route = figures.Route;
        if (figures.To == Destination.Nurture)
        {
            var text = route switch
            {
                Scoring.Scorecard.NeedsProof => "Its score would hand it off, but only strangers told about it so far.",
                Scoring.Scorecard.NeedsInfo => $"Its score would hand it off, but {string.Join(", ", figures.Missing)} must be known first.",
                Scoring.Scorecard.Inactive => "Its score would hand it off, but it did nothing lately.",
                Scoring.Scorecard.Nurture => "No route holds for it.",
                _ => $"It is on the route '{route}'.",
            };
            var isGate = route is Scoring.Scorecard.NeedsProof or Scoring.Scorecard.NeedsInfo or Scoring.Scorecard.Inactive;
            return new Because(isGate ? "gate" : "route", text + back) { Name = route, At = life.Return?.At, Missing = figures.Missing };
        }

        if (model.Mode == ModelMode.Assess)
            return new Because("assessing", $"Its score is on the route '{route}', but the model only assesses and hands nobody off.{back}") { Name = route };
        if (life.CoolDownUntil > figures.AsOf)
            return new Because("cool-down", $"Its score is on the route '{route}', but it is not handed off again before {life.CoolDownUntil}.{back}") { Name = route, At = life.Return?.At, Until = life.CoolDownUntil };
        if (!life.SeenBelow)
            return new Because("no-new-crossing", $"Its score is on the route '{route}' and has not been below it since the last hand-off.{back}") { Name = route, At = life.Return?.At };
        return new Because("next-visit", $"Its score is on the route '{route}'; it is handed off when it is looked at next.{back}") { Name = route };
    }

    private static string DayOf(DateTimeOffset? at, DayZone zone) => at is { } then ? zone.DayOf(then).ToString() : "an unknown day";

    private static string InstantOf(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", System.Globalization.CultureInfo.InvariantCulture);
}
