using System.Collections.Immutable;

using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Hygiene;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Signals;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Audit;

/// <summary>
/// Proves one hand-off again from the log: sees the lead's events in any order, keeps those that the hand-off could know, and judges it by the
/// model's version and the day that it was decided on. Nothing that was written beside the decision is believed, and nothing that came
/// after it counts, no later doubt either, and no later word that overrules one. Of the log it keeps
/// a few words of each event about mail.
/// </summary>
public sealed class HandOffAudit
{
    private readonly HandOff _claim;
    private readonly HandOff? _before;
    private readonly ScoringModel _model;
    private readonly Day _asOf;
    private readonly LeadSignals _signals;
    private readonly MailLog _mail = new();
    private ImmutableSortedDictionary<string, Suspected>? _suspected;
    private readonly ProfileFolder _told = new();
    private LeadProfile? _profile;
    private LeadEvent? _named;

    /// <param name="claim">The hand-off.</param>
    /// <param name="before">The hand-off before it in the same epoch, for an upgrade; null for none.</param>
    /// <param name="model">The version of the model that the hand-off names.</param>
    /// <exception cref="ArgumentException">The hand-off does not say what it could know: see <see cref="CanCheck"/>.</exception>
    public HandOffAudit(HandOff claim, HandOff? before, ScoringModel model)
    {
        if (!CanCheck(claim))
            throw new ArgumentException("The hand-off does not record which events it was based on.", nameof(claim));
        (_claim, _before, _model, _asOf) = (claim, before, model, claim.AsOf!.Value);
        _signals = new LeadSignals(model);
    }

    /// <summary>Whether a hand-off says what it could know.</summary>
    public static bool CanCheck(HandOff claim) => claim is { Seq: > 0, AsOf: not null };

    /// <summary>Hears an event of the log; each once, and all of them before the first is taken by <see cref="Replay"/>.</summary>
    /// <param name="seq">Its number in the log.</param>
    /// <param name="key">Its key.</param>
    /// <param name="e">The event.</param>
    public void Prepare(long seq, string key, LeadEvent e)
    {
        if (seq <= _claim.Seq)
            _mail.Add(key, e);
    }

    /// <summary>Takes an event of the log; each once.</summary>
    /// <param name="seq">Its number in the log.</param>
    /// <param name="key">Its key.</param>
    /// <param name="e">The event.</param>
    public void Replay(long seq, string key, LeadEvent e)
    {
        if (seq > _claim.Seq)
            return;
        if (key == _claim.EventKey)
            _named = e;
        _suspected ??= _mail.FindSuspected();
        if (_model.Zone.DayOf(e.OccurredAt) > _asOf || (_suspected.TryGetValue(key, out var suspect) && !suspect.IsOverruled))
            return;
        _told.Add(e);
        if (_claim.Cause == EpochCause.Route)
            _signals.Apply(e);
    }

    // What the events told, once all of them are taken.
    private LeadProfile Profile => _profile ??= _told.ToProfile();

    /// <summary>The verdict, when the whole log was seen.</summary>
    public AuditVerdict Judge() => _claim.Cause switch
    {
        EpochCause.FastTrack => JudgeFastTrack(),
        EpochCause.Persona => JudgePersona(),
        _ => JudgeRoute(),
    };

    private AuditVerdict JudgeFastTrack()
    {
        if (_named is null)
            return new AuditVerdict.NoSuchEvent();
        return _model.FastTrackOf(_named) is { } track && track.Id == _claim.Entry ? To(track.To) : new AuditVerdict.NotTaken();
    }

    private AuditVerdict JudgePersona()
    {
        if (_claim.EventKey is null)
            return Find(_model.PersonasOf(Profile, _asOf)) is { } shown ? To(shown.To) : new AuditVerdict.NotHeld();
        if (_named is null)
            return new AuditVerdict.NoSuchEvent();
        if (Find(_model.PersonasOf(_named)) is not { } told)
            return new AuditVerdict.NotTaken();
        return told.When is null || Find(_model.PersonasOf(Profile, _asOf)) is not null ? To(told.To) : new AuditVerdict.NotHeld();
    }

    private AuditVerdict JudgeRoute()
    {
        var card = new Scorecard(_model);
        new Evaluator(_model).Evaluate(_signals, Profile, _asOf, card);
        if (card.RouteId != _claim.Entry || card.Destination == Destination.Nurture || card.Destination != _claim.To)
            return new AuditVerdict.OtherRoute(card.RouteId, card.Destination, card.Grade?.ToString(), card.Score.Shown, card.Missing);
        if (_claim.From is not { } from)
            return new AuditVerdict.Proven();
        if (_before is null || _before.Entry != from)
            return new AuditVerdict.NothingToUpgrade(_before?.Entry);
        return RouteOrder.IsBetter(_model.Definition, _before.Cause, _before.Entry, _before.To, _claim.Entry, _claim.To) ? new AuditVerdict.Proven() : new AuditVerdict.NotBetter(from);
    }

    private Persona? Find(IEnumerable<Persona> personas) => personas.FirstOrDefault(persona => persona.Id == _claim.Entry);

    private AuditVerdict To(Destination? to) => to == _claim.To ? new AuditVerdict.Proven() : new AuditVerdict.OtherTeam(to);
}
