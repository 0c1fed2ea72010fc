using System.Collections.Immutable;

using LeadScoring.Domain.Events;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Compiling;

namespace LeadScoring.Domain.Decisions;

/// <summary>An event as decisions see it: what a model has to say about it, beside points.</summary>
/// <param name="EventKey">Its key in the log; an event is decided upon once.</param>
/// <param name="Event">The event.</param>
/// <param name="MayTrigger">It may publish something by itself; false for one that came too late, was imported, or was copied by a merge: it only counts.</param>
/// <param name="Feedback">The report of sales that it is.</param>
/// <param name="FastTrack">The fast track that takes it.</param>
/// <param name="Personas">Personas whose event it is, in model order; each may have a condition on the profile too.</param>
/// <param name="Responses">Automatic responses to it, in model order.</param>
public sealed record RelevantEvent(
    string EventKey,
    LeadEvent Event,
    bool MayTrigger,
    Feedback? Feedback,
    FastTrack? FastTrack,
    ImmutableArray<Persona> Personas,
    ImmutableArray<Response> Responses)
{
    /// <summary>An event that is older than this publishes nothing by itself.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromDays(7);

    /// <summary>Somebody touched base: a call or a meeting, or any report of sales. Closes what was to be followed up.</summary>
    public bool IsTouch => Feedback is not null || Event.Type is "call.logged" or "meeting.booked";

    /// <summary>What a model says about an event; null for nothing.</summary>
    /// <param name="concerns">Whether a report of sales concerns the model.</param>
    public static RelevantEvent? For(ScoringModel model, LeadEvent e, string eventKey, bool mayTrigger, Func<Feedback, bool> concerns)
    {
        var feedback = Feedback.Of(e);
        if (feedback is not null && !concerns(feedback))
            feedback = null;
        var found = new RelevantEvent(
            eventKey,
            e,
            mayTrigger,
            feedback,
            mayTrigger ? model.FastTrackOf(e) : null,
            mayTrigger ? model.PersonasOf(e) : [],
            mayTrigger ? model.ResponsesTo(e) : []);
        return found.IsTouch || found.FastTrack is not null || !found.Personas.IsEmpty || !found.Responses.IsEmpty ? found : null;
    }
}
