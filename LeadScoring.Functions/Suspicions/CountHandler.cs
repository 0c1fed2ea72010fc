using System.Globalization;
using System.Text.Json;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Hygiene;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Suspicions;

/// <summary>
/// Answers <c>POST /api/v1/leads/{lead}/events/{event}/count</c>. The word is an event of the lead's log like any other: stored, then enqueued, then
/// acknowledged. The latest word on an event counts, so that a repetition changes nothing.
/// </summary>
public sealed class CountHandler(LeadAddress address, LeadStore leads, ITables tables, PendingStore pending, RescoreRequests requests, AppMetrics metrics, TimeProvider clock)
{
    private const int BodyBytes = 4 * 1024;
    private const string Source = "hygiene";

    /// <summary>Takes one word.</summary>
    /// <param name="lead">Id or e-mail address.</param>
    /// <param name="eventKey">As the timeline names it.</param>
    /// <param name="request">With the word as its body.</param>
    /// <param name="cancellation">Ends the work; nothing was promised.</param>
    public async Task<IActionResult> Handle(string lead, string eventKey, HttpRequest request, CancellationToken cancellation)
    {
        var (body, refusal) = await BodyReader.Read(request, BodyBytes, cancellation);
        if (body is null)
            return refusal!.ToResult();
        if (Word(body) is not { } counts)
            return Refuse(CountErrors.NoWord());
        if (address.IdOf(lead) is not { } leadId || await leads.Find(leadId, cancellation) is not { IsUnknown: false } read)
            return LeadAddress.Unknown.ToResult();
        if (await Find(leadId, eventKey, cancellation) is not { } subject)
            return CountErrors.NoEvent.ToResult();
        if (!Verdicts.CanBeLeftOut(subject.Type))
            return Refuse(CountErrors.NeverLeftOut(subject.Type));

        await pending.Store(leadId, [Captured(eventKey, counts, read.Identity())], cancellation);
        await requests.Ask(leadId, evaluate: false, cancellation);
        metrics.Captured("accepted", 1);
        return new JsonResult<CountAnswer>(new CountAnswer(leadId, eventKey, counts), CountJson.Default.CountAnswer, StatusCodes.Status202Accepted);
    }

    // Whatever else is sent in its place is no key of ours, and may hold what no key may.
    private async Task<LeadEvent?> Find(string leadId, string eventKey, CancellationToken cancellation) =>
        eventKey.Length == EventIds.Length && eventKey.All(char.IsAsciiLetterOrDigit)
        && await tables.Leads.Find(leadId, RowKeys.Event(eventKey), cancellation) is { } row
            ? LeadRows.ReadEvent(row).Captured.Event
            : null;

    // Two words at one instant are told apart by what they say.
    private StoredEvent Captured(string eventKey, bool counts, LeadIdentity lead)
    {
        var now = clock.GetUtcNow();
        var word = counts ? "true" : "false";
        var id = string.Create(CultureInfo.InvariantCulture, $"{eventKey}:{now.UtcTicks}:{word}");
        return new StoredEvent
        {
            Event = new LeadEvent
            {
                Source = Source,
                Id = id,
                Type = EventTypes.Counted,
                OccurredAt = now,
                Properties = new Fields([KeyValuePair.Create("event", new FieldValue(eventKey)), KeyValuePair.Create("counts", new FieldValue(word))]),
            },
            Lead = lead,
            ReceivedAt = now,
            Hash = id,
        };
    }

    private static bool? Word(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return JsonText.TryFind(document.RootElement, "counts", out var counts)
                && counts.ValueKind is JsonValueKind.True or JsonValueKind.False
                    ? counts.GetBoolean()
                    : null;
        }
        catch (JsonException)
        {
            // The fault says what is to be sent, whatever this was.
            return null;
        }
    }

    private static IActionResult Refuse(RequestError error) => Problem.BadRequest(error.Code, error.Detail, error.Fix, [error]).ToResult();
}
