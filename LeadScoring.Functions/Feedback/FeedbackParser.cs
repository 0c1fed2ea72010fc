using System.Globalization;
using System.Text.Json;

using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Capture;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Http;

namespace LeadScoring.Functions.Feedback;

/// <summary>A report as read: the event that it becomes, or what is wrong with it.</summary>
/// <param name="Kind">What is reported; meaningless with faults.</param>
/// <param name="Event">The event; null with faults.</param>
/// <param name="Hash">Of its content as it was sent.</param>
/// <param name="WasAhead">Its time was ahead and was taken as the time of receipt.</param>
/// <param name="Errors">All that is wrong.</param>
/// <param name="Notes">What is taken, but deserves a word.</param>
internal sealed record ParsedFeedback(FeedbackKind Kind, LeadEvent? Event, string Hash, bool WasAhead, IReadOnlyList<RequestError> Errors, IReadOnlyList<string> Notes);

/// <summary>Reads the body of <c>POST /api/v1/leads/{lead}/feedback</c>: one object. Members that nobody knows are kept with it.</summary>
internal static class FeedbackParser
{
    /// <summary>Source of all reports that come by the API: with their ids they are recognised.</summary>
    public const string Source = "feedback";

    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(10);
    private static readonly string[] OwnNames = ["id", "kind", "type", "occurredAt"];

    /// <param name="body">As received.</param>
    /// <param name="requestId">The sender's id of the request, for a report without one.</param>
    /// <param name="models">Ids of the published models, with the zones of their days.</param>
    /// <param name="now">When it was received.</param>
    public static ParsedFeedback Parse(ReadOnlyMemory<byte> body, string? requestId, IReadOnlyDictionary<string, DayZone> models, DateTimeOffset now)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = EventLimits.Depth * 4 });
            return Parse(document.RootElement, requestId, models, now);
        }
        catch (JsonException broken)
        {
            return Refused([EventErrors.NotJson((broken.LineNumber ?? 0) + 1, (broken.BytePositionInLine ?? 0) + 1)]);
        }
    }

    private static ParsedFeedback Parse(JsonElement root, string? requestId, IReadOnlyDictionary<string, DayZone> models, DateTimeOffset now)
    {
        var errors = new List<RequestError>();
        if (root.ValueKind != JsonValueKind.Object)
            return Refused([EventErrors.WrongType("", "one object such as { \"id\": \"crm-1\", \"kind\": \"accepted\" }", JsonFields.Describe(root))]);
        var fields = new JsonFields(errors);
        fields.CheckShape(root, "", 1);
        if (errors.Count > 0)
            return Refused(errors);

        var values = new Dictionary<string, FieldValue>(StringComparer.Ordinal);
        fields.Add(values, root, "");
        var notes = new List<string>();
        var kind = Kind(values, errors);
        if (TextOf(values, "model") is { } model && !models.ContainsKey(model))
            errors.Add(FeedbackErrors.UnknownModel(model, models.Keys));
        if (TextOf(values, "epoch") is { } epoch && !(int.TryParse(epoch, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0))
            errors.Add(FeedbackErrors.NoEpoch(epoch));
        CheckAmount(values, errors);
        var at = Time(values, now, errors, notes, out var wasAhead);
        if (kind == FeedbackKind.Postponed)
            CheckUntil(TextOf(values, "until"), at, ZonesOf(TextOf(values, "model"), models), errors);
        if (TextOf(values, "id") is { Length: > EventLimits.IdCharacters })
            errors.Add(EventErrors.TooLong("/id", "The text", EventLimits.IdCharacters));
        if (errors.Count > 0)
            return Refused(errors);

        NoteReason(kind, TextOf(values, "reason"), notes);
        var hash = CanonicalContent.Hash(root);
        var e = new LeadEvent
        {
            Source = Source,
            Id = Id(values, requestId, hash, now, notes),
            Type = Domain.Decisions.Feedback.TypePrefix + Domain.Decisions.Feedback.Name(kind),
            OccurredAt = at,
            Properties = new Fields(values.Where(pair => !OwnNames.Contains(pair.Key, StringComparer.Ordinal))),
        };
        return new ParsedFeedback(kind, e, hash, wasAhead, [], notes);
    }

    // The event's own type is understood too: sales.accepted.
    private static FeedbackKind Kind(Dictionary<string, FieldValue> values, List<RequestError> errors)
    {
        var text = TextOf(values, "kind") ?? TextOf(values, "type");
        if (text is null)
        {
            errors.Add(FeedbackErrors.NoKind());
            return default;
        }

        var name = text.ToLowerInvariant();
        if (name.StartsWith(Domain.Decisions.Feedback.TypePrefix, StringComparison.Ordinal))
            name = name[Domain.Decisions.Feedback.TypePrefix.Length..];
        if (Domain.Decisions.Feedback.KindOf(name) is { } kind)
            return kind;
        errors.Add(FeedbackErrors.UnknownKind(text));
        return default;
    }

    // A sum in words, or with a currency, could only be guessed at; the sender is told, and the report is kept in Rejected.
    private static void CheckAmount(Dictionary<string, FieldValue> values, List<RequestError> errors)
    {
        const NumberStyles Plain = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        if (values.TryGetValue("amount", out var amount) && !amount.IsMissing
            && !(amount.Text is { } text && decimal.TryParse(text.Trim(), Plain, CultureInfo.InvariantCulture, out var number) && number >= 0))
            errors.Add(FeedbackErrors.BadAmount());
    }

    // Where models of several zones hear of it, a day is good that is under one of them: the others promise nothing.
    private static void CheckUntil(string? text, DateTimeOffset at, IReadOnlyCollection<DayZone> zones, List<RequestError> errors)
    {
        if (text is null)
            errors.Add(FeedbackErrors.NoUntil());
        else if (PostponedUntil.Parse(text) is not { } until)
            errors.Add(FeedbackErrors.UnreadableUntil(text));
        else if (zones.All(zone => until.IsOver(at, zone)))
            errors.Add(FeedbackErrors.UntilIsOver(text, at));
        else if (zones.All(zone => until.IsTooFar(at, zone)))
            errors.Add(FeedbackErrors.UntilIsTooFar(text, at));
    }

    private static IReadOnlyCollection<DayZone> ZonesOf(string? model, IReadOnlyDictionary<string, DayZone> models) =>
        model is not null && models.TryGetValue(model, out var zone) ? [zone]
        : models.Count > 0 ? [.. models.Values]
        : [DayZone.Utc];

    private static DateTimeOffset Time(Dictionary<string, FieldValue> values, DateTimeOffset now, List<RequestError> errors, List<string> notes, out bool wasAhead)
    {
        wasAhead = false;
        if (TextOf(values, "occurredAt") is not { } text)
            return now;
        if (!Times.TryParse(text, out var at))
        {
            errors.Add(EventErrors.BadTime("", text));
            return now;
        }

        wasAhead = at > now + Ahead;
        if (!wasAhead)
            return at;
        notes.Add("'occurredAt' is in the future; the time of receipt is used.");
        return now;
    }

    private static void NoteReason(FeedbackKind kind, string? reason, List<string> notes)
    {
        var known = FeedbackReasons.Of(kind);
        if (known.Count == 0)
            return;
        if (reason is null)
            notes.Add($"No reason is given; reports show it as '{FeedbackReasons.Unspecified}'. Reasons are {string.Join(", ", known)}.");
        else if (!known.Contains(reason, StringComparer.Ordinal))
            notes.Add($"The reason is kept as it was sent, but reports group only by these: {string.Join(", ", known)}.");
    }

    // Two calls to the same number are two attempts: without an id, and without a time, no two reports are the same.
    private static string Id(Dictionary<string, FieldValue> values, string? requestId, string hash, DateTimeOffset now, List<string> notes)
    {
        if (TextOf(values, "id") is { } id)
            return id;
        if (requestId is not null)
            return "request:" + requestId;
        if (values.ContainsKey("occurredAt"))
            return "content:" + hash;
        notes.Add("The report has no id: if it is sent again, it counts again. Add an \"id\".");
        return string.Create(CultureInfo.InvariantCulture, $"received:{now.UtcTicks}:{hash}");
    }

    private static string? TextOf(Dictionary<string, FieldValue> values, string name) =>
        values.TryGetValue(name, out var value) && !value.IsMissing ? value.ToString().Trim() : null;

    private static ParsedFeedback Refused(IReadOnlyList<RequestError> errors) => new(default, null, "", false, errors, []);
}
