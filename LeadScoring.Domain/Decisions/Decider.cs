using System.Collections.Immutable;

using LeadScoring.Domain.Models;
using LeadScoring.Domain.Scoring;

namespace LeadScoring.Domain.Decisions;

/// <summary>
/// Decides what happens to a lead (hand-off, section 1): disqualified, else fast track, else route. Pure and idempotent: asked again with
/// the lifecycle it returned and the same figures, it decides nothing.
/// </summary>
public static class Decider
{
    /// <summary>Decides in full: after all events that wait are scored, and on the nights that were forecast.</summary>
    public static Outcome Decide(Lifecycle before, Situation situation)
    {
        if (!Applies(situation))
            return new Outcome(before, []);

        if (situation.Disqualified is { } rule && before.Stage != Stage.Disqualified)
        {
            var after = before with { Stage = Stage.Disqualified, DisqualifiedBy = rule.Id, RespondBy = null };
            return new Outcome(after, [new Decision.Disqualified(rule.Id, rule.Reason, before.IsWithSales)]);
        }

        var (lifecycle, decisions) = FastTrack(before, situation);
        var byRoute = ByRoute(lifecycle, situation);
        return new Outcome(byRoute.After, decisions.AddRange(byRoute.Decisions));
    }

    /// <summary>Decides only what waits for no score: events that go straight to sales.</summary>
    public static Outcome FastTrack(Lifecycle before, Situation situation)
    {
        if (!Applies(situation) || before.Stage == Stage.Disqualified || situation.Disqualified is not null)
            return new Outcome(before, []);

        var decisions = ImmutableArray.CreateBuilder<Decision>();
        foreach (var (track, eventKey) in situation.FastTracks)
        {
            if (before.IsWithSales)
            {
                decisions.Add(new Decision.Signal(before.Epoch, track.Id, eventKey));
                continue;
            }

            var respondBy = situation.Now + track.RespondWithin;
            before = Open(before, EpochCause.FastTrack, track.Id, track.To, respondBy, situation.Now);
            decisions.Add(new Decision.Qualified(before.Epoch, EpochCause.FastTrack, track.Id, track.To, respondBy, track.Attempts, eventKey));
        }

        return new Outcome(before, decisions.ToImmutable());
    }

    private static Outcome ByRoute(Lifecycle before, Situation situation) => before.Stage switch
    {
        Stage.Nurture => Qualify(before, situation),
        Stage.Qualified => RouteOf(situation) is { } route ? Upgrade(before, route, situation) : Recycle(before, situation),
        _ => new Outcome(before, []),
    };

    private static Outcome Qualify(Lifecycle before, Situation situation)
    {
        var card = situation.Card;
        if (RouteOf(situation) is not { } route)
        {
            // A route that a gate holds back is not "below": passing the gate later is no fresh crossing.
            var seenBelow = before.SeenBelow || card.HeldBack is null;
            return new Outcome(before.SeenBelow == seenBelow ? before : before with { SeenBelow = true }, []);
        }

        if (!before.SeenBelow || card.AsOf < before.CoolDownUntil)
            return new Outcome(before, []);

        var respondBy = situation.Now + route.RespondWithin;
        var after = Open(before, EpochCause.Route, route.Id, route.To, respondBy, situation.Now);
        return new Outcome(after, [new Decision.Qualified(after.Epoch, EpochCause.Route, route.Id, route.To, respondBy, route.Attempts, null)]);
    }

    private static Outcome Upgrade(Lifecycle before, Route route, Situation situation)
    {
        if (before.Cause != EpochCause.Route || !IsBetter(route, before, situation.Model.Definition))
            return new Outcome(before, []);

        var respondBy = situation.Now + route.RespondWithin;
        var after = before with { Route = route.Id, To = route.To, SentAt = situation.Now, RespondBy = respondBy };
        return new Outcome(after, [new Decision.Upgraded(before.Epoch, before.Route!, route.Id, route.To, respondBy, route.Attempts)]);
    }

    private static Outcome Recycle(Lifecycle before, Situation situation)
    {
        // What an event opened, points cannot close: such a lead never needed a route.
        if (before.Cause != EpochCause.Route || situation.HoldsWithMargin())
            return new Outcome(before, []);

        var after = before with
        {
            Stage = Stage.Nurture,
            RespondBy = null,
            CoolDownUntil = situation.Card.AsOf.AddDays(situation.Model.Definition.Requalify.CoolDownDays),
            SeenBelow = true,
        };
        return new Outcome(after, [new Decision.Recycled(before.Epoch, before.Route!)]);
    }

    private static bool Applies(Situation situation) => situation.Model.Definition is var model
        && model.Mode != ModelMode.Assess
        && model.Audience switch
        {
            Audience.Prospect => !situation.IsCustomer,
            Audience.Customer => situation.IsCustomer,
            _ => true,
        };

    // A route to sales or inside sales that every gate lets through.
    private static Route? RouteOf(Situation situation) =>
        situation.Card is { RouteIndex: { } index, Destination: not Destination.Nurture } ? situation.Model.Definition.Routes[index] : null;

    // Earlier in the model's order is better. A route that the model no longer has is beaten only by a step from inside sales to sales.
    private static bool IsBetter(Route route, Lifecycle lifecycle, ModelDefinition model)
    {
        var current = Index(model, lifecycle.Route);
        return current < 0
            ? route.To == Destination.Sales && lifecycle.To == Destination.InsideSales
            : Index(model, route.Id) < current;
    }

    private static int Index(ModelDefinition model, string? route)
    {
        for (var i = 0; i < model.Routes.Length; i++)
        {
            if (model.Routes[i].Id == route)
                return i;
        }

        return -1;
    }

    private static Lifecycle Open(Lifecycle before, EpochCause cause, string route, Destination to, DateTimeOffset? respondBy, DateTimeOffset now) => before with
    {
        Stage = Stage.Qualified,
        Epoch = before.Epoch + 1,
        Cause = cause,
        Route = route,
        To = to,
        SentAt = now,
        RespondBy = respondBy,
        CoolDownUntil = null,
        SeenBelow = false,
    };
}

/// <summary>The lifecycle after deciding, and what was decided.</summary>
public sealed record Outcome(Lifecycle After, ImmutableArray<Decision> Decisions);
