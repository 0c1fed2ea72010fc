using System.Collections.Immutable;

using LeadScoring.Domain.Models;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Decisions;

/// <summary>One run of <see cref="Decider"/>: the steps of a decision in their order, on one lifecycle.</summary>
internal sealed class DecisionRun
{
    private static readonly TimeSpan UsualFollowUp = TimeSpan.FromDays(1);

    private readonly Lifecycle _before;
    private readonly DecisionContext _context;
    private readonly ImmutableArray<RelevantEvent> _news;
    private readonly ImmutableArray<TakenDecision>.Builder _taken = ImmutableArray.CreateBuilder<TakenDecision>();
    private Lifecycle _life;

    public DecisionRun(Lifecycle before, DecisionContext context)
    {
        _before = _life = before;
        _context = context;
        _news = context.RelevantEvents.RemoveAll(relevant => before.Heard.Contains(relevant.EventKey, StringComparer.Ordinal));
    }

    private DateTimeOffset Now => _context.Now;

    // As the run found the lead, so that what ends in it is still said; and as a report opens the hand-off again, so that the next run finds nothing that this one left.
    private bool Applies => _context.AppliesTo(_before) || _context.AppliesTo(_life);

    private DayZone Zone => _context.Model.Zone;

    private bool IsOut => _life.Stage == Stage.Disqualified || RuledOut is not null;

    // A rule that sales overruled rules nobody out.
    private Disqualification? RuledOut =>
        _context.Disqualified is { } rule && !(rule.Id == _life.DisqualifiedBy && _life.Stage != Stage.Disqualified) ? rule : null;

    public DecisionResult All()
    {
        ApplyFeedback();
        if (Applies)
        {
            Disqualify();
            AnswerEvents();
            CheckDeadlines();
            ApplyPersonas();
            Route();
            UpdateTrack();
        }

        return Done();
    }

    public DecisionResult OnReports()
    {
        ApplyFeedback();
        if (Applies)
            AnswerEvents();
        return Done();
    }

    // What sales reports is so, whatever the model thinks of the lead.
    private void ApplyFeedback()
    {
        foreach (var relevant in _news)
        {
            if (relevant.Feedback is { } feedback)
                ApplyFeedback(feedback);
            if (relevant.IsTouch && !_life.FollowUps.IsEmpty)
                _life = _life with { FollowUps = _life.FollowUps.RemoveAll(open => !open.IsLater && open.Since <= relevant.Event.OccurredAt) };
        }

        if (_life.Stage == Stage.Disqualified && _before.Stage != Stage.Disqualified)
            Leave(new Decision.Disqualified(null, _life.Disposition.UnqualifiedReason ?? FeedbackReasons.Unspecified, _before.IsWithSales));
    }

    private void ApplyFeedback(Feedback feedback)
    {
        var stage = _life.Stage;
        (_life, _) = FeedbackRules.Apply(_life, feedback, _context.Model.Definition);
        if (stage == Stage.Disqualified && _life.Stage != Stage.Disqualified && _context.Disqualified is { } overruled)
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
                Since = Now,
                Disposition = Disposition.None,
            };
            Leave(new Decision.Disqualified(rule.Id, rule.Reason, wasWithSales));
            return;
        }

        // What sales said, only sales takes back.
        if (_life.Disposition.Stage == Stage.Disqualified || _life.DisqualifiedBy is not { } by)
            return;
        if (_context.Disqualified is { } still)
        {
            if (still.Id != by)
                _life = _life with { DisqualifiedBy = still.Id };
            return;
        }

        // The profile or the model has changed. Coming back is as good as having been below.
        var coolDown = _life.Since is { } since ? Zone.DayOf(since).AddDays(_context.Model.Definition.Requalify.CoolDownDays) : _context.Card.AsOf;
        _life = _life with
        {
            Stage = Stage.Nurture,
            DisqualifiedBy = null,
            Since = Now,
            SeenBelow = true,
            Return = new Return(ReturnCause.Restored, Now),
            CoolDownUntil = _life.CoolDownUntil is { } already ? Day.Max(already, coolDown) : coolDown,
        };
        Take(new Decision.Restored(by));
    }

    private void Leave(Decision.Disqualified decision)
    {
        _life = _life with { RespondBy = null, FollowUps = [], Track = null };
        if (Applies)
            Take(decision);
    }

    // What does not wait for a score.
    private void AnswerEvents()
    {
        foreach (var relevant in _news)
        {
            if (!relevant.MayTrigger)
                continue;
            foreach (var response in relevant.Responses)
                Take(new Decision.Responded(response.Id, relevant.EventKey));
            if (IsOut)
                continue;
            if (relevant is { FastTrack: { } spent, Event.IsOverQuota: true })
                AskMarketing(spent, relevant.EventKey);
            else if (relevant.FastTrack is { } track)
                Send(HandOffTerms.Of(track), relevant.EventKey);
            foreach (var persona in relevant.Personas)
                MeetOrExpect(persona, relevant);
        }
    }

    // The profile may come to say the same later: the second half of a form, a call that asks for the title.
    private void MeetOrExpect(Persona persona, RelevantEvent relevant)
    {
        if (persona.When is null || IsShown(persona.Id))
        {
            Meet(persona, relevant.EventKey);
            return;
        }

        var expected = _life.Expected.Add(new ExpectedPersona(persona.Id, relevant.EventKey, relevant.Event.OccurredAt));
        _life = _life with { Expected = expected.Length > Lifecycle.MostFollowUps ? expected.RemoveAt(0) : expected };
    }

    private bool IsShown(string persona) => _context.Personas.Any(shown => shown.Id == persona);

    private void Meet(Persona persona, string? eventKey)
    {
        if (persona.To is { } to)
            Send(HandOffTerms.Of(persona, to), eventKey);
        if (persona.FollowUp is { AfterDays: { } days } later)
            Remember(new OpenFollowUp(persona.Id, later.By, Now, Zone.After(Now, TimeSpan.FromDays(days)), IsLater: true));
        else if (persona.FollowUp is { } followUp)
            Ask(new OpenFollowUp(persona.Id, followUp.By, Now, Zone.After(Now, followUp.Within)), eventKey);
    }

    // Too many strangers asked for a call today. Marketing looks at each once, in the time in which sales would have.
    private void AskMarketing(FastTrack track, string eventKey)
    {
        if (!_life.FollowUps.Any(open => open.FastTrack == track.Id))
            Ask(new OpenFollowUp(null, RuleOwner.Marketing, Now, Zone.After(Now, track.RespondWithin ?? UsualFollowUp), FastTrack: track.Id), eventKey);
    }

    private void Remember(OpenFollowUp open)
    {
        var all = _life.FollowUps.Add(open);
        _life = _life with { FollowUps = all.Length > Lifecycle.MostFollowUps ? all.RemoveAt(0) : all };
    }

    private void Ask(OpenFollowUp open, string? eventKey)
    {
        Remember(open);
        Take(new Decision.FollowUpAsked(open.Persona, open.By, open.DueBy, eventKey, open.FastTrack));
    }

    private void Send(HandOffTerms terms, string? eventKey)
    {
        if (!IsWithSales())
        {
            if (_context.IsOfAudience)
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
    private void CheckDeadlines()
    {
        if (_life.IsWaiting && !_life.IsReached && _life.Attempts <= _life.Tried)
        {
            _life = Returned(_life, ReturnCause.Abandoned) with { Since = Now, Disposition = Disposition.None, SeenBelow = false };
            Take(new Decision.Abandoned(_life.Epoch, _life.Route!, _life.Tried, _life.Attempts!.Value));
        }

        if (_life.CallBy < Now)
            MissCall();
        foreach (var open in _life.FollowUps.Where(open => open.IsLater && open.DueBy < Now))
        {
            _life = _life with { FollowUps = _life.FollowUps.Remove(open) };
            Take(new Decision.FollowUpAsked(open.Persona, open.By, Now + UsualFollowUp, null, open.FastTrack));
        }

        for (var i = 0; i < _life.FollowUps.Length; i++)
        {
            var open = _life.FollowUps[i];
            if (open.IsOverdue || open.DueBy >= Now)
                continue;
            _life = _life with { FollowUps = _life.FollowUps.SetItem(i, open with { IsOverdue = true }) };
            Take(new Decision.FollowUpOverdue(open.Persona, open.By, open.DueBy, open.FastTrack));
        }
    }

    // The response of the hand-off, or else the call that was promised; each is said once.
    private void MissCall()
    {
        if (_life.OwesResponse)
        {
            if (_life.IsOverdue)
                return;
            _life = _life with { IsOverdue = true };
            Take(new Decision.Overdue(_life.Epoch, _life.Route!, _life.To, _life.RespondBy!.Value, _life.Escalate));
        }
        else if (_life.CallAgain is { IsOverdue: false } call)
        {
            _life = _life with { Disposition = _life.Disposition with { Postponed = call with { IsOverdue = true } } };
            // What sales took up by itself was sent to nobody.
            var to = _life.To == Destination.InsideSales ? Destination.InsideSales : Destination.Sales;
            Take(new Decision.Overdue(_life.Epoch, _life.Route, to, call.By, _life.Escalate, IsCallAgain: true));
        }
    }

    // Personas that the profile shows speak when they begin to hold.
    private void ApplyPersonas()
    {
        if (!IsOut)
        {
            MeetExpected();
            foreach (var persona in _context.Personas)
            {
                if (persona.On is null && !_life.Personas.Contains(persona.Id, StringComparer.Ordinal))
                    Meet(persona, null);
            }
        }

        ImmutableArray<string> held = [.. _context.Personas.Where(static persona => persona.On is null).Select(static persona => persona.Id)];
        if (!held.SequenceEqual(_life.Personas, StringComparer.Ordinal))
            _life = _life with { Personas = held };
    }

    private void MeetExpected()
    {
        if (_life.Expected.IsEmpty)
            return;
        var expected = _life.Expected;
        _life = _life with { Expected = expected.RemoveAll(entry => Now - entry.At > RelevantEvent.MaxAge || IsShown(entry.Persona)) };
        foreach (var entry in expected)
        {
            if (Now - entry.At <= RelevantEvent.MaxAge && _context.Personas.FirstOrDefault(persona => persona.Id == entry.Persona && persona.On is not null) is { } shown)
                Meet(shown, entry.Event);
        }
    }

    private void Route()
    {
        if (_life.IsWaiting && RouteOfCard() is { } better)
            Upgrade(better);
        else if (_life.Stage == Stage.Qualified)
            Recycle();
        else if (_context.IsOfAudience && !IsWithSales() && _life.Stage != Stage.Disqualified)
            Qualify();
    }

    private void Qualify()
    {
        var card = _context.Card;
        if (RouteOfCard() is not { } route)
        {
            // A route that a gate holds back is not "below": passing the gate later is no fresh crossing.
            if (!_life.SeenBelow && card.HeldBack is null)
                _life = _life with { SeenBelow = true };
            return;
        }

        if (!_life.SeenBelow && _context.WasBelow())
            _life = _life with { SeenBelow = true };
        if (_life.SeenBelow && !(card.AsOf < _life.CoolDownUntil))
            Open(HandOffTerms.Of(route), null);
    }

    private void Upgrade(Route route)
    {
        if (!RouteOrder.IsBetter(_context.Model.Definition, _life.Cause, _life.Route, _life.To, route.Id, route.To))
            return;
        var from = _life.Route!;
        _life = HandOffTerms.Of(route).Send(_life, Now, Zone);
        Take(new Decision.Upgraded(_life.Epoch, from, route.Id, route.To, _life.RespondBy, route.Attempts));
    }

    private void Recycle()
    {
        // What an event or a persona opened, points cannot close: such a lead never needed a route.
        if (_life.Cause != EpochCause.Route || _context.HoldsWithMargin())
            return;
        _life = Returned(_life, ReturnCause.Recycled) with { SeenBelow = true };
        Take(new Decision.Recycled(_life.Epoch, _life.Route!));
    }

    // For anyone who sends mail: a lead without an address is on no track yet. Anyone who hears that a lead came back hears its track too.
    private void UpdateTrack()
    {
        var card = _context.Card;
        if (!_context.IsOfAudience || !_context.IsReachable || IsWithSales() || _life.Stage == Stage.Disqualified || card.Destination != Destination.Nurture || card.RouteId == _life.Track)
            return;
        var isFirstAndNone = _life.Track is null && card.RouteId == Scoring.Scorecard.Nurture;
        var cameBack = _taken.Any(taken => taken.Decision is Decision.Recycled or Decision.Abandoned or Decision.Restored);
        var from = _life.Track;
        _life = _life with { Track = card.RouteId };
        if (!isFirstAndNone && !cameBack)
            Take(new Decision.Routed(from, card.RouteId));
    }

    // A customer of a model for customers has bought, and may buy again.
    private bool IsWithSales() =>
        _life.IsWithSales && !(_life.Stage == Stage.Customer && _context.Model.Definition.Audience.Kind == AudienceKind.Customer);

    // A route to sales or inside sales that every gate lets through.
    private Route? RouteOfCard() => _context.Card is { RouteIndex: { } index, Destination: not Destination.Nurture }
        ? _context.Model.Definition.Routes[index]
        : null;

    private void Open(HandOffTerms terms, string? eventKey)
    {
        _life = terms.Open(_life, Now, Zone);
        Take(new Decision.Qualified(_life.Epoch, terms.Cause, terms.Entry, terms.To, _life.RespondBy, terms.Attempts, eventKey));
    }

    // After the lifecycle has changed.
    private void Take(Decision decision) => _taken.Add(new TakenDecision(decision, _life));

    private Lifecycle Returned(Lifecycle life, ReturnCause cause) => life with
    {
        Stage = Stage.Nurture,
        Return = new Return(cause, Now),
        RespondBy = null,
        CoolDownUntil = _context.Card.AsOf.AddDays(_context.Model.Definition.Requalify.CoolDownDays),
    };

    private DecisionResult Done()
    {
        if (!_news.IsEmpty)
        {
            var heard = _life.Heard.AddRange(_news.Select(relevant => relevant.EventKey));
            _life = _life with { Heard = heard.Length > Lifecycle.MostHeard ? heard[^Lifecycle.MostHeard..] : heard };
        }

        return new DecisionResult(_life, _taken.ToImmutable());
    }
}
