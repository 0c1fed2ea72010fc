using System.Collections.Immutable;

using LeadScoring.Domain.Models;

namespace LeadScoring.Domain.Decisions;

/// <summary>One run of <see cref="Decider"/>: the steps of a decision in their order, on one lifecycle.</summary>
internal sealed class DecisionRun
{
    private readonly Lifecycle _before;
    private readonly Situation _situation;
    private readonly ImmutableArray<Occurrence> _news;
    private readonly ImmutableArray<Taken>.Builder _taken = ImmutableArray.CreateBuilder<Taken>();
    private Lifecycle _life;

    public DecisionRun(Lifecycle before, Situation situation)
    {
        _before = _life = before;
        _situation = situation;
        _news = situation.Occurrences.RemoveAll(occurrence => before.Heard.Contains(occurrence.EventKey, StringComparer.Ordinal));
    }

    private DateTimeOffset Now => _situation.Now;

    private bool IsOut => _life.Stage == Stage.Disqualified || RuledOut is not null;

    // A rule that sales overruled rules nobody out.
    private Disqualification? RuledOut =>
        _situation.Disqualified is { } rule && !(rule.Id == _life.DisqualifiedBy && _life.Stage != Stage.Disqualified) ? rule : null;

    public Outcome All()
    {
        Listen();
        if (_situation.Applies)
        {
            Disqualify();
            Speak();
            Wait();
            Recognise();
            Route();
            Track();
        }

        return Done();
    }

    public Outcome Events()
    {
        Listen();
        if (_situation.Applies)
            Speak();
        return Done();
    }

    // What sales reports is so, whatever the model thinks of the lead.
    private void Listen()
    {
        foreach (var occurrence in _news)
        {
            if (occurrence.Feedback is { } feedback)
                Listen(feedback);
            if (occurrence.IsTouch && !_life.FollowUps.IsEmpty)
                _life = _life with { FollowUps = _life.FollowUps.RemoveAll(open => open.Since <= occurrence.Event.OccurredAt) };
        }

        if (_life.Stage == Stage.Disqualified && _before.Stage != Stage.Disqualified)
            Leave(new Decision.Disqualified(null, _life.Disposition.UnqualifiedReason ?? FeedbackReasons.Unspecified, _before.IsWithSales));
    }

    private void Listen(Feedback feedback)
    {
        var stage = _life.Stage;
        (_life, _) = FeedbackRules.Hear(_life, feedback, _situation.Model.Definition.Requalify.CoolDownDays);
        if (stage == Stage.Disqualified && _life.Stage != Stage.Disqualified && _situation.Disqualified is { } overruled)
            _life = _life with { DisqualifiedBy = overruled.Id };
    }

    private void Disqualify()
    {
        if (_life.Stage != Stage.Disqualified)
        {
            if (RuledOut is not { } rule)
                return;
            var wasWithSales = _life.IsWithSales;
            _life = _life with
            {
                Stage = Stage.Disqualified,
                DisqualifiedBy = rule.Id,
                DisqualifiedVersion = _situation.Version,
                Since = Now,
                Disposition = Disposition.None,
            };
            Leave(new Decision.Disqualified(rule.Id, rule.Reason, wasWithSales));
            return;
        }

        // By a rule, and the model has changed its mind; what sales said, only sales takes back.
        if (_life.Disposition.Stage != Stage.Disqualified && _situation.Disqualified is null && _situation.Version > _life.DisqualifiedVersion)
            _life = _life with { Stage = Stage.Nurture, DisqualifiedBy = null, SeenBelow = true };
    }

    private void Leave(Decision.Disqualified decision)
    {
        _life = _life with { RespondBy = null, FollowUps = [], Track = null };
        if (_situation.Applies)
            Take(decision);
    }

    // What does not wait for a score.
    private void Speak()
    {
        foreach (var occurrence in _news)
        {
            if (!occurrence.Speaks)
                continue;
            foreach (var response in occurrence.Responses)
                Take(new Decision.Responded(response.Id, occurrence.EventKey));
            if (IsOut)
                continue;
            if (occurrence.FastTrack is { } track)
                Send(HandOffTerms.Of(track), occurrence.EventKey);
            foreach (var persona in occurrence.Personas)
                Meet(persona, occurrence.EventKey);
        }
    }

    private void Meet(Persona persona, string? eventKey)
    {
        if (persona.To is { } to)
            Send(HandOffTerms.Of(persona, to), eventKey);
        if (persona.FollowUp is not { } followUp)
            return;
        var open = new OpenFollowUp(persona.Id, followUp.By, Now, Now + followUp.Within);
        var all = _life.FollowUps.Add(open);
        _life = _life with { FollowUps = all.Length > Lifecycle.MostFollowUps ? all.RemoveAt(0) : all };
        Take(new Decision.FollowUpAsked(persona.Id, followUp.By, open.DueBy, eventKey));
    }

    private void Send(HandOffTerms terms, string? eventKey)
    {
        if (!IsWithSales())
        {
            Open(terms, eventKey);
            return;
        }

        // Sales hears once what one moment shows: a request whose form also says who asks.
        if (eventKey is null && _taken.Any(taken => taken.Decision is Decision.Qualified or Decision.Signal))
            return;
        var (track, persona) = terms.Cause == EpochCause.FastTrack ? (terms.Entry, (string?)null) : (null, terms.Entry);
        Take(new Decision.Signal(_life.Epoch, track, eventKey, persona));
    }

    // By the clock alone.
    private void Wait()
    {
        if (_life.IsWaiting && !_life.IsReached && _life.Attempts <= _life.Tried)
        {
            _life = Returned(_life) with { Since = Now, Disposition = Disposition.None, SeenBelow = false };
            Take(new Decision.Abandoned(_life.Epoch, _life.Route!, _life.Tried, _life.Attempts!.Value));
        }

        if (_life.IsWaiting && _life.RespondBy < Now && _life.RespondedAt is null && !_life.IsOverdue)
        {
            _life = _life with { IsOverdue = true };
            Take(new Decision.Overdue(_life.Epoch, _life.Route!, _life.To, _life.RespondBy!.Value, _life.Escalate));
        }

        for (var i = 0; i < _life.FollowUps.Length; i++)
        {
            var open = _life.FollowUps[i];
            if (open.IsOverdue || open.DueBy >= Now)
                continue;
            _life = _life with { FollowUps = _life.FollowUps.SetItem(i, open with { IsOverdue = true }) };
            Take(new Decision.FollowUpOverdue(open.Persona, open.By, open.DueBy));
        }
    }

    // Personas that the profile shows speak when they begin to hold.
    private void Recognise()
    {
        if (!IsOut)
        {
            foreach (var persona in _situation.Personas)
            {
                if (!_life.Personas.Contains(persona.Id, StringComparer.Ordinal))
                    Meet(persona, null);
            }
        }

        ImmutableArray<string> held = [.. _situation.Personas.Select(persona => persona.Id)];
        if (!held.SequenceEqual(_life.Personas, StringComparer.Ordinal))
            _life = _life with { Personas = held };
    }

    private void Route()
    {
        if (_life.IsWaiting && RouteOfCard() is { } better)
            Upgrade(better);
        else if (_life.Stage == Stage.Qualified)
            Recycle();
        else if (!IsWithSales() && _life.Stage != Stage.Disqualified)
            Qualify();
    }

    private void Qualify()
    {
        var card = _situation.Card;
        if (RouteOfCard() is not { } route)
        {
            // A route that a gate holds back is not "below": passing the gate later is no fresh crossing.
            if (!_life.SeenBelow && card.HeldBack is null)
                _life = _life with { SeenBelow = true };
            return;
        }

        if (!_life.SeenBelow && _situation.WasBelow())
            _life = _life with { SeenBelow = true };
        if (_life.SeenBelow && !(card.AsOf < _life.CoolDownUntil))
            Open(HandOffTerms.Of(route), null);
    }

    private void Upgrade(Route route)
    {
        if (!IsBetter(route))
            return;
        var from = _life.Route!;
        _life = HandOffTerms.Of(route).Send(_life, Now);
        Take(new Decision.Upgraded(_life.Epoch, from, route.Id, route.To, _life.RespondBy, route.Attempts));
    }

    private void Recycle()
    {
        // What an event or a persona opened, points cannot close: such a lead never needed a route.
        if (_life.Cause != EpochCause.Route || _situation.HoldsWithMargin())
            return;
        _life = Returned(_life) with { SeenBelow = true };
        Take(new Decision.Recycled(_life.Epoch, _life.Route!));
    }

    // For whoever sends mail: a lead without an address is on no track yet. Whoever hears that a lead came back hears its track too.
    private void Track()
    {
        var card = _situation.Card;
        if (!_situation.IsReachable || IsWithSales() || _life.Stage == Stage.Disqualified || card.Destination != Destination.Nurture || card.RouteId == _life.Track)
            return;
        var isFirstAndNone = _life.Track is null && card.RouteId == Scoring.Scorecard.Nurture;
        var cameBack = _taken.Any(taken => taken.Decision is Decision.Recycled or Decision.Abandoned);
        var from = _life.Track;
        _life = _life with { Track = card.RouteId };
        if (!isFirstAndNone && !cameBack)
            Take(new Decision.Routed(from, card.RouteId));
    }

    // A customer of a model for customers has bought, and may buy again.
    private bool IsWithSales() =>
        _life.IsWithSales && !(_life.Stage == Stage.Customer && _situation.Model.Definition.Audience == Audience.Customer);

    // A route to sales or inside sales that every gate lets through.
    private Route? RouteOfCard() => _situation.Card is { RouteIndex: { } index, Destination: not Destination.Nurture }
        ? _situation.Model.Definition.Routes[index]
        : null;

    // Earlier in the model's order is better. A fast track, a persona, or a route that the model no longer has, is beaten only by a step from inside sales to sales.
    private bool IsBetter(Route route)
    {
        var current = _life.Cause == EpochCause.Route ? IndexOf(_life.Route) : -1;
        return current < 0
            ? route.To == Destination.Sales && _life.To == Destination.InsideSales
            : IndexOf(route.Id) < current;
    }

    private int IndexOf(string? route)
    {
        var routes = _situation.Model.Definition.Routes;
        for (var i = 0; i < routes.Length; i++)
        {
            if (routes[i].Id == route)
                return i;
        }

        return -1;
    }

    private void Open(HandOffTerms terms, string? eventKey)
    {
        _life = terms.Open(_life, Now);
        Take(new Decision.Qualified(_life.Epoch, terms.Cause, terms.Entry, terms.To, _life.RespondBy, terms.Attempts, eventKey));
    }

    // After the lifecycle has changed.
    private void Take(Decision decision) => _taken.Add(new Taken(decision, _life));

    private Lifecycle Returned(Lifecycle life) => life with
    {
        Stage = Stage.Nurture,
        RespondBy = null,
        CoolDownUntil = _situation.Card.AsOf.AddDays(_situation.Model.Definition.Requalify.CoolDownDays),
    };

    private Outcome Done()
    {
        if (!_news.IsEmpty)
        {
            var heard = _life.Heard.AddRange(_news.Select(occurrence => occurrence.EventKey));
            _life = _life with { Heard = heard.Length > Lifecycle.MostHeard ? heard[^Lifecycle.MostHeard..] : heard };
        }

        return new Outcome(_life, _taken.ToImmutable());
    }
}
