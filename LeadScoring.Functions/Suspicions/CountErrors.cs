using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Http;

namespace LeadScoring.Functions.Suspicions;

/// <summary>What can be wrong with a word about an event. One page per code under docs/errors.</summary>
internal static class CountErrors
{
    /// <summary>404. What was sent as a key is not repeated.</summary>
    public static Problem NoEvent => Problem.NotFound(
        "LS-COUNT-404", "The lead has no scored event with this key.", "Use a key from GET /api/v1/leads/{lead}/timeline; an event that is flagged as pending must be scored first.");

    public static RequestError NoWord() =>
        new("/counts", "LS-COUNT-001", "The body must say whether the event counts.", "Send { \"counts\": true } to let it count, { \"counts\": false } to leave it out.");

    public static RequestError NeverLeftOut(string type) =>
        new("", "LS-COUNT-002", $"Events of the type '{type}' do more than count, and cannot be left out.", "To correct what sales reported, send the right feedback; to correct an address, send another change.");
}
