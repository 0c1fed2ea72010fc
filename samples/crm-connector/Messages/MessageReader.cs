using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace LeadScoring.CrmConnector.Messages;

/// <summary>Reads a message's body. What cannot be read, or is about no lead, is refused with a verdict, never with an exception: the next message must go on.</summary>
internal static class MessageReader
{
    /// <returns>False with the verdict; true with the message.</returns>
    public static bool TryRead(BinaryData body, [NotNullWhen(true)] out LeadMessage? message, [NotNullWhen(false)] out Verdict? verdict)
    {
        (message, verdict) = Read(body);
        return message is not null;
    }

    private static (LeadMessage?, Verdict?) Read(BinaryData body)
    {
        JsonElement cloudEvent;
        try
        {
            cloudEvent = JsonElement.Parse(body.ToMemory().Span);
        }
        catch (JsonException broken)
        {
            // Without the parser's own words, which quote the text.
            return (null, new Verdict("not-json", string.Create(CultureInfo.InvariantCulture,
                $"The body is not JSON (line {broken.LineNumber + 1}, byte {broken.BytePositionInLine}). Fix: find out who else sends to the topic; then discard this message.")));
        }

        if (cloudEvent.ValueKind is not JsonValueKind.Object)
            return NotALeadEvent("The body is not a JSON object");
        if (Text(cloudEvent, "type") is not { } type)
            return NotALeadEvent("The attribute 'type' is missing");
        // A rule of the subscription leaves these out; one that was made by hand may not.
        if (type.StartsWith(LeadTypes.System, StringComparison.Ordinal))
            return (null, Verdict.AboutTheApp);
        if (!LeadTypes.All.Contains(type))
        {
            return (null, new Verdict("unknown-type",
                $"The type {Shown(type)} is not known to this connector. Fix: add it to LeadTypes and to the mapping and resubmit, or filter it out in the rule of the subscription."));
        }

        if (!cloudEvent.TryGetProperty("data", out var data) || data.ValueKind is not JsonValueKind.Object)
            return NotALeadEvent("The attribute 'data' is missing or no object");
        if (Text(cloudEvent, "subject") is not { } lead)
            return NotALeadEvent("The attribute 'subject', the lead's id, is missing");
        if (!long.TryParse(Text(cloudEvent, "sequence"), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
            return NotALeadEvent("The attribute 'sequence' is missing or no number");
        if (type == LeadTypes.Merged && Text(data, "into") is null)
            return NotALeadEvent("'data.into', the lead that goes on, is missing");
        return (new LeadMessage(type, lead, Text(data, "model") ?? LeadMessage.NoModel, sequence, cloudEvent), null);
    }

    private static (LeadMessage?, Verdict) NotALeadEvent(string problem) => (null, new Verdict("not-a-lead-event",
        $"{problem}. Fix: compare the body with docs/reference/messages; a message of another sender belongs on another topic."));

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    // The text came from outside and goes into a log: shown is only what looks like a type of ours.
    private static string Shown(string type) =>
        type.Length <= 40 && type.StartsWith("lead.", StringComparison.Ordinal) && type.All(static c => char.IsAsciiLetterLower(c) || c is '.' or '-') ? $"'{type}'" : "of the message, not one of ours,";
}
