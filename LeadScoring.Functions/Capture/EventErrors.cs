using LeadScoring.Functions.Faults;

namespace LeadScoring.Functions.Capture;

/// <summary>What can be wrong with an event that is sent. One page per code under docs/errors.</summary>
internal static class EventErrors
{
    public static RequestError NotAnObject(string pointer) =>
        new(pointer, "LS-EVENT-001", "Must be an event.", "Send a JSON object such as { \"type\": \"page.viewed\", \"lead\": { \"email\": \"ann@acme.example\" } }.");

    public static RequestError NoType(string pointer) =>
        new(pointer + "/type", "LS-EVENT-002", "The event has no type.", "Add \"type\", e.g. \"page.viewed\".");

    public static RequestError BadType(string pointer, string type) =>
        new(pointer + "/type", "LS-EVENT-003", $"'{Shown(type)}' is not an event type.", "Write lower-case words joined by dots, e.g. \"asset.downloaded\"; letters, digits and hyphens, at most 100 characters.");

    public static RequestError NoLead(string pointer) =>
        new(pointer + "/lead", "LS-EVENT-004", "The event names no lead.", "Add \"lead\" with one of \"email\", \"visitor\" or \"externalId\".");

    public static RequestError BadEmail(string pointer) =>
        new(pointer + "/lead/email", "LS-EVENT-005", "Must be an e-mail address.", "Send one address such as \"ann@acme.example\", without a display name.");

    public static RequestError BadTime(string pointer, string text) =>
        new(pointer + "/occurredAt", "LS-EVENT-006", $"'{Shown(text)}' is not a time.", "Send ISO 8601 with an offset, e.g. \"2026-03-01T10:15:00Z\".");

    public static RequestError WrongType(string pointer, string expected, string actual) =>
        new(pointer, "LS-EVENT-007", $"Expected {expected}, found {actual}.", $"Send {expected}.");

    public static RequestError DuplicateKey(string pointer, string key) =>
        new(pointer, "LS-EVENT-008", $"The name '{Shown(key)}' occurs twice in one object.", "Send each name once: it is not clear which of two values counts.");

    public static RequestError TooDeep(string pointer) =>
        new(pointer, "LS-EVENT-009", $"The event is nested deeper than {EventLimits.Depth} levels.", "Send flat properties; join names with dots.");

    public static RequestError TooLong(string pointer, string what, int limit) =>
        new(pointer, "LS-EVENT-010", $"{what} is longer than {limit}.", $"Send at most {limit}.");

    public static RequestError BadName(string pointer) =>
        new(pointer, "LS-EVENT-010", $"The name is empty or longer than {EventLimits.NameCharacters} characters.", $"Use a name of 1 to {EventLimits.NameCharacters} characters.");

    public static RequestError OtherContent(string pointer) =>
        new(pointer + "/id", "LS-EVENT-011", "Another event with this id and different content was stored before; it stays.", "Give every event its own id; send a correction as a new event.");

    public static RequestError BadText(string pointer) =>
        new(pointer, "LS-EVENT-012", "The text contains a NUL character, half of a surrogate pair, or bytes that are not UTF-8.", "Send valid Unicode text, in UTF-8 or in the character set that the Content-Type names.");

    public static RequestError BadNumber(string pointer) =>
        new(pointer, "LS-EVENT-013", "The number is too large to be stored exactly.", "Send a number of at most 28 digits, or a text.");

    public static RequestError NotJson(long line, long column) =>
        new("", "LS-EVENT-014", $"The body is not valid JSON; the error is at line {line}, column {column}.", "Send complete JSON in UTF-8.");

    public static RequestError TooMany(int count) =>
        new("", "LS-EVENT-015", $"The body contains {count} events; at most {EventLimits.EventsPerBody} are allowed.", "Split it into several requests. Nothing was stored.");

    public static RequestError NoEvents() =>
        new("", "LS-EVENT-016", "The body contains no events.", "Send one event, an array of events, or { \"events\": [ ... ] }.");

    public static RequestError TooLarge(string pointer, int bytes) =>
        new(pointer, "LS-EVENT-017", $"The event takes {bytes} bytes; at most {EventLimits.EventBytes} are allowed.", "Send less text; store documents elsewhere and send a link.");

    public static RequestError BadAttribute(string pointer, string name, string why) =>
        new(pointer, "LS-EVENT-018", $"The attribute {name} of the CloudEvent cannot be used: {why}.", "Send id, source, type and specversion \"1.0\"; use lower-case letters and digits for names of extensions.");

    public static RequestError BadHeader(string pointer) =>
        new(pointer, "LS-EVENT-019", "The header of the CloudEvent cannot be decoded.", "Send it once, percent-encoded UTF-8, e.g. \"Euro%20%E2%82%AC\".");

    public static RequestError BadData(string pointer, string what) =>
        new(pointer, "LS-EVENT-020", what, "Send data as JSON, or data_base64 with JSON in base64, not both.");

    public static RequestError BadKey { get; } =
        new("", "LS-EVENT-021", $"The header Idempotency-Key must be given once, with 1 to {EventLimits.IdCharacters} characters.", "Send one key per request, e.g. a random UUID, and the same one when the request is sent again.");

    public static RequestError OtherBody { get; } =
        new("", "LS-EVENT-022", "The Idempotency-Key was used before for a request with another body. Nothing was stored.", "Send the first body again with its key, or use a new key for other content.");

    public static RequestError ReservedType(string pointer, string type) =>
        new(pointer + "/type", "LS-EVENT-023", $"Only the app writes events of the type '{type}'.", "To let a suspected event count, use POST /api/v1/leads/{lead}/events/{event}/count; for anything else use another type.");

    public static RequestError NeedsProof(string pointer, string type) =>
        new(pointer + "/type", "LS-EVENT-024", $"An event of the type '{type}' needs a sender that proves who the lead is.", "Send it with a key and name the lead by its address or external id, not by a visitor id alone.");

    public static RequestError ClearedAndTold(string pointer, string name) =>
        new(pointer + "/cleared", "LS-EVENT-025", $"The attribute '{Shown(name)}' is emptied and told at once.", "Name it in \"profile\" or in \"cleared\", not in both.");

    public static RequestError ClearedDerived(string pointer, string name) =>
        new(pointer, "LS-EVENT-026", $"'{Shown(name)}' is derived from another attribute and cannot be emptied.", "Empty \"email\" instead.");

    // Input is shown shortened, and never where it could be personal (addresses, profile values).
    private static string Shown(string text) => text.Contains('@', StringComparison.Ordinal) ? "(an address)" : text.Length <= 60 ? text : text[..60] + "...";
}

/// <summary>Limits on what is captured.</summary>
internal static class EventLimits
{
    public const int BodyBytes = 1024 * 1024;
    public const int EventsPerBody = 1000;
    public const int EventBytes = 48 * 1024;

    /// <summary>Bytes of an event as it was sent, below which no event is too large: a character takes at most six bytes more when it is stored, and what a form asked is stored twice.</summary>
    public const int SurelyFits = EventBytes / 16;
    public const int Depth = 32;
    public const int Properties = 1000;
    public const int StringCharacters = 32 * 1024;
    public const int IdCharacters = 512;
    public const int NameCharacters = 256;
}
