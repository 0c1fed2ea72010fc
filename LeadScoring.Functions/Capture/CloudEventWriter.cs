using System.Text.Json;

using LeadScoring.Domain.Events;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Http;

namespace LeadScoring.Functions.Capture;

/// <summary>Writes a CloudEvent as an event of ours: its data is our event's body, its attributes say which event it is, and extensions become properties.</summary>
internal static class CloudEventWriter
{
    private static readonly string[] OfLead = ["email", "visitor", "externalId"];

    /// <summary>Writes the event; with faults what is written is not to be used.</summary>
    public static void Write(Utf8JsonWriter json, JsonElement envelope, string pointer, List<RequestError> errors)
    {
        foreach (var name in (string[])["id", "source", "type"])
        {
            if (Text(envelope, name) is not { Length: > 0 })
                errors.Add(EventErrors.BadAttribute($"{pointer}/{name}", name, "it must be text that is not empty"));
        }

        if (Text(envelope, "specversion") != "1.0")
            errors.Add(EventErrors.BadAttribute($"{pointer}/specversion", "specversion", "it must be \"1.0\""));
        using var decoded = Decoded(envelope, pointer, errors);
        if (errors.Count > 0)
            return;

        var data = decoded?.RootElement ?? (envelope.TryGetProperty("data", out var plain) ? plain : default);
        json.WriteStartObject();
        foreach (var (ours, theirs) in ((string, string)[])[("id", "id"), ("source", "source"), ("type", "type"), ("occurredAt", "time")])
        {
            if (envelope.TryGetProperty(theirs, out var value) && value.ValueKind != JsonValueKind.Null)
            {
                json.WritePropertyName(ours);
                value.WriteTo(json);
            }
        }

        var written = new HashSet<string>(StringComparer.Ordinal) { "id", "source", "type", "occurredAt", "lead", "properties", "profile" };
        var isSubjectLead = WriteLead(json, data, Text(envelope, "subject"));
        WriteData(json, data, written);
        foreach (var member in envelope.EnumerateObject())
            WriteAttribute(json, member, pointer, errors, written, isSubjectLead);
        json.WriteEndObject();
    }

    // What the data says of the lead comes first; a subject that is an address is the lead of an event that says nothing else.
    private static bool WriteLead(Utf8JsonWriter json, JsonElement data, string? subject)
    {
        var isObject = data.ValueKind == JsonValueKind.Object;
        if (isObject && data.TryGetProperty("lead", out var lead))
        {
            json.WritePropertyName("lead");
            lead.WriteTo(json);
            return false;
        }

        var named = isObject ? OfLead.Where(name => data.TryGetProperty(name, out _)).ToList() : [];
        var isSubject = named.Count == 0 && EmailAddress.TryParse(subject, out _);
        if (named.Count == 0 && !isSubject)
            return false;
        json.WriteStartObject("lead");
        foreach (var name in named)
        {
            json.WritePropertyName(name);
            data.GetProperty(name).WriteTo(json);
        }

        if (isSubject)
            json.WriteString("email", subject);
        json.WriteEndObject();
        return isSubject;
    }

    private static void WriteData(Utf8JsonWriter json, JsonElement data, HashSet<string> written)
    {
        if (data.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return;
        if (data.ValueKind != JsonValueKind.Object)
        {
            written.Add("data");
            json.WritePropertyName("data");
            data.WriteTo(json);
            return;
        }

        foreach (var member in data.EnumerateObject())
        {
            if (!(member.Name is "properties" or "profile" || (!OfLead.Contains(member.Name, StringComparer.Ordinal) && written.Add(member.Name))))
                continue;
            json.WritePropertyName(member.Name);
            member.Value.WriteTo(json);
        }
    }

    private static void WriteAttribute(Utf8JsonWriter json, JsonProperty member, string pointer, List<RequestError> errors, HashSet<string> written, bool isSubjectLead)
    {
        if (member.Name is "data" or "data_base64" or "id" or "source" or "type" or "time" or "specversion" or "datacontenttype" || (member.Name == "subject" && isSubjectLead))
            return;
        if (member.Name.Length == 0 || !member.Name.All(static c => c is >= 'a' and <= 'z' or >= '0' and <= '9'))
            errors.Add(EventErrors.BadAttribute(pointer, "an extension", "its name must be lower-case letters and digits"));
        else if (member.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            errors.Add(EventErrors.BadAttribute(JsonPointers.Member(pointer, member.Name), "an extension", "it must be text, a number, true or false"));
        else if (written.Add(member.Name))
        {
            json.WritePropertyName(member.Name);
            member.Value.WriteTo(json);
        }
    }

    private static JsonDocument? Decoded(JsonElement envelope, string pointer, List<RequestError> errors)
    {
        if (!envelope.TryGetProperty("data_base64", out var encoded) || encoded.ValueKind == JsonValueKind.Null)
            return null;
        if (envelope.TryGetProperty("data", out _))
        {
            errors.Add(EventErrors.BadData(pointer + "/data_base64", "Both data and data_base64 are given."));
            return null;
        }

        try
        {
            if (encoded.ValueKind == JsonValueKind.String && encoded.TryGetBytesFromBase64(out var bytes))
            {
                var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = EventLimits.Depth * 4 });
                new JsonFields(errors).CheckShape(document.RootElement, pointer + "/data_base64", 1);
                return document;
            }
        }
        catch (JsonException)
        {
            // Said below: bytes that are no JSON say nothing of a lead.
        }

        errors.Add(EventErrors.BadData(pointer + "/data_base64", "data_base64 must be JSON in base64."));
        return null;
    }

    private static string? Text(JsonElement envelope, string name) =>
        envelope.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
