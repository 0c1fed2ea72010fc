using System.Collections.Immutable;

using LeadScoring.Domain.Events;
using LeadScoring.Domain.Models;

namespace LeadScoring.Domain.Decisions;

/// <summary>An event as decisions see it: what a model has to say about it, beside points.</summary>
/// <param name="EventKey">Its key in the log; an event is decided upon once.</param>
/// <param name="Event">The event.</param>
/// <param name="Speaks">It may publish something by itself; false for one that came too late, was imported, or was copied by a merge: it only counts.</param>
/// <param name="Feedback">The report of sales that it is.</param>
/// <param name="FastTrack">The fast track that takes it.</param>
/// <param name="Personas">Personas that it shows, in model order.</param>
/// <param name="Responses">Automatic responses to it, in model order.</param>
public sealed record Occurrence(
    string EventKey,
    LeadEvent Event,
    bool Speaks,
    Feedback? Feedback,
    FastTrack? FastTrack,
    ImmutableArray<Persona> Personas,
    ImmutableArray<Response> Responses)
{
    /// <summary>Somebody touched base: a call or a meeting, or any report of sales. Closes what was to be followed up.</summary>
    public bool IsTouch => Feedback is not null || Event.Type is "call.logged" or "meeting.booked";

    /// <summary>What a model says about an event; null for nothing.</summary>
    /// <param name="hears">Whether a report of sales without a model concerns this one.</param>
    public static Occurrence? Of(ScoringModel model, LeadEvent e, string eventKey, bool speaks, bool hears)
    {
        var feedback = Feedback.Of(e);
        if (feedback is not null && !(feedback.Model is { } named ? named == model.Definition.Id : hears))
            feedback = null;
        var found = new Occurrence(
            eventKey,
            e,
            speaks,
            feedback,
            speaks ? model.FastTrackOf(e) : null,
            speaks ? model.PersonasOf(e) : [],
            speaks ? model.ResponsesTo(e) : []);
        return found.IsTouch || found.FastTrack is not null || !found.Personas.IsEmpty || !found.Responses.IsEmpty ? found : null;
    }
}
