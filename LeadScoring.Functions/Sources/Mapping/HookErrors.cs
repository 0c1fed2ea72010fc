using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Sources.Descriptors;

namespace LeadScoring.Functions.Sources.Mapping;

/// <summary>Why an authentic delivery could not be taken. What was sent is kept in Rejected. One page per code under docs/errors.</summary>
internal static class HookErrors
{
    /// <summary>Code of bodies that cannot be read; they are kept as received.</summary>
    public const string UnreadableCode = "LS-HOOK-003";

    public static RequestError Unreadable(BodyForm form) =>
        new("", UnreadableCode, $"The body cannot be read as {Described(form)}.", "Compare it with the source's description in docs/reference/sources.md; if you write the body yourself, correct the template.");

    public static RequestError Charset { get; } =
        new("", UnreadableCode, "The character set that the Content-Type names is not known.", "Set UTF-8 at the vendor. If the body is UTF-8 in spite of what it says, replay it as it is.");

    public static RequestError NoLead(int index, string source) =>
        new($"/{index}/lead", "LS-HOOK-004", "The event names no lead: no address, visitor id or external id was found.", $"Say where it is: PUT /api/v1/sources/{source} with \"fields\": {{ \"<name of the form's field>\": \"email\" }}, or \"map\": {{ \"email\": \"/path\" }}. Then replay.");

    public static RequestError BadTime(int index) =>
        new($"/{index}/occurredAt", "LS-HOOK-005", "The time of the event cannot be read.", "If the vendor has changed its format, say where a readable time is: \"map\": { \"time\": \"/path\" } of the connection. Then replay.");

    public static RequestError NotAllowed(int index, string type, string source) =>
        new($"/{index}/type", "LS-HOOK-008", $"The connection may not send '{type}': its deliveries are not signed, or its document does not list the type.", $"If you trust the sender with it, save the connection with \"may\": [\"{type}\"]: PUT /api/v1/sources/{source}. Then replay.");

    public static RequestError TooMany(int count) =>
        new("", "LS-HOOK-006", $"The body contains {count} events; at most {HookLimits.Events} are allowed.", "Set smaller batches at the vendor. The body is kept: split it, then replay it.");

    private static string Described(BodyForm form) => form switch
    {
        BodyForm.Json => "JSON",
        BodyForm.Form => "a form",
        BodyForm.Multipart => "multipart form data",
        _ => "its content type",
    };
}

/// <summary>Limits of deliveries.</summary>
internal static class HookLimits
{
    /// <summary>The largest batch that a vendor is known to send.</summary>
    public const int Events = 4000;
}
