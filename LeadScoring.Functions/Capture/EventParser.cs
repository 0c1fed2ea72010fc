using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Capture;

/// <summary>A body's events and faults.</summary>
/// <param name="Events">What can be captured, with its place in the body.</param>
/// <param name="Refused">What cannot, with its place, its faults and its text.</param>
/// <param name="Error">Why nothing in the body is usable; then the others are empty.</param>
/// <param name="Source">Where it came from.</param>
public sealed record ParsedBody(
    IReadOnlyList<(int Index, StoredEvent Captured)> Events,
    IReadOnlyList<RefusedEvent> Refused,
    RequestError? Error,
    string Source = EventParser.DefaultSource);

/// <summary>An event that cannot be understood.</summary>
public sealed record RefusedEvent(int Index, IReadOnlyList<RequestError> Errors, string Text, LeadIdentity? Lead = null);

/// <summary>
/// Reads the body of <c>POST /api/v1/events</c>: one event, an array, or <c>{ "events": [...] }</c>. Good events are kept and bad ones
/// named; unknown members become properties, so that no input can set anything else.
/// </summary>
internal static class EventParser
{
    /// <summary>The source of events that do not name one.</summary>
    public const string DefaultSource = "api";

    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Late = TimeSpan.FromDays(400);

    /// <param name="body">As received.</param>
    /// <param name="requestId">The sender's id of the whole request (<c>webhook-id</c> or <c>Idempotency-Key</c>), for events without one.</param>
    /// <param name="now">When it was received.</param>
    public static ParsedBody Parse(ReadOnlyMemory<byte> body, string? requestId, DateTimeOffset now)
    {
        JsonDocument document;
        try
        {
            // Deeper than an event may be, so that the fault can name the event.
            document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = EventLimits.Depth * 4 });
        }
        catch (JsonException broken)
        {
            return Unusable(EventErrors.NotJson((broken.LineNumber ?? 0) + 1, (broken.BytePositionInLine ?? 0) + 1));
        }

        using (document)
            return Parse(document.RootElement, requestId, now);
    }

    private static ParsedBody Parse(JsonElement root, string? requestId, DateTimeOffset now)
    {
        if (JsonText.TryFind(root, "events", out var wrapped) && !JsonText.TryFind(root, "type", out _))
        {
            if (wrapped.ValueKind != JsonValueKind.Array)
                return Unusable(EventErrors.WrongType("/events", "an array of events", JsonFields.Describe(wrapped)));
            return ParseAll(wrapped, "/events", requestId, now);
        }

        if (root.ValueKind == JsonValueKind.Array)
            return ParseAll(root, "", requestId, now);

        var (captured, refused) = ParseOne(root, 0, "", requestId, now);
        return captured is not null ? new ParsedBody([(0, captured)], [], null) : new ParsedBody([], [refused!], null);
    }

    private static ParsedBody ParseAll(JsonElement array, string pointer, string? requestId, DateTimeOffset now)
    {
        var count = array.GetArrayLength();
        if (count == 0)
            return Unusable(EventErrors.NoEvents());
        if (count > EventLimits.EventsPerBody)
            return Unusable(EventErrors.TooMany(count));

        var events = new List<(int, StoredEvent)>(count);
        var refused = new List<RefusedEvent>();
        var index = 0;
        foreach (var element in array.EnumerateArray())
        {
            var (captured, fault) = ParseOne(element, index, $"{pointer}/{index}", requestId, now);
            if (captured is not null)
                events.Add((index, captured));
            else
                refused.Add(fault!);
            index++;
        }

        return new ParsedBody(events, refused, null);
    }

    /// <summary>Reads one event: either it or its faults.</summary>
    /// <param name="element">The event.</param>
    /// <param name="index">Its place among the others.</param>
    /// <param name="pointer">Where it stands in the body.</param>
    /// <param name="requestId">The sender's id of the whole request.</param>
    /// <param name="now">When it was received.</param>
    /// <param name="isClaimed">A stranger could have sent it.</param>
    /// <param name="isStored">Whether it is to be stored: what only storage needs costs as much as all the rest. Otherwise it has a hash only where that is its id.</param>
    internal static (StoredEvent?, RefusedEvent?) ParseOne(JsonElement element, int index, string pointer, string? requestId, DateTimeOffset now, bool isClaimed = false, bool isStored = true)
    {
        var errors = new List<RequestError>();
        LeadIdentity? lead = null;
        StoredEvent? captured = null;
        if (element.ValueKind != JsonValueKind.Object)
        {
            errors.Add(EventErrors.NotAnObject(pointer));
        }
        else
        {
            var fields = new JsonFields(errors);
            fields.CheckShape(element, pointer, 1);
            if (errors.Count == 0)
                captured = Build(element, index, pointer, requestId, now, isClaimed, isStored, fields, errors, out lead);
        }

        return errors.Count == 0 ? (captured, null) : (null, new RefusedEvent(index, errors, JsonText.Raw(element), lead));
    }

    private static StoredEvent Build(
        JsonElement element, int index, string pointer, string? requestId, DateTimeOffset now, bool isClaimed, bool isStored, JsonFields fields, List<RequestError> errors, out LeadIdentity? lead)
    {
        string? id = null, source = null, type = null, time = null;
        lead = null;
        var properties = new Dictionary<string, FieldValue>(StringComparer.Ordinal);
        var profile = new Dictionary<string, FieldValue>(StringComparer.Ordinal);
        Dictionary<string, FieldValue>? others = null;
        ImmutableArray<string> cleared = [];
        foreach (var member in element.EnumerateObject())
        {
            // Its shape was checked: every name is a text.
            var name = JsonText.NameOf(member)!;
            var at = new JsonPlace(pointer, name);
            switch (name)
            {
                case "id":
                    id = Short(fields, errors, member.Value, at);
                    break;
                case "source":
                    source = Short(fields, errors, member.Value, at);
                    break;
                case "type":
                    type = Typed(fields, errors, member.Value, at);
                    break;
                case "occurredAt":
                    time = Typed(fields, errors, member.Value, at);
                    break;
                case "lead":
                    lead = ReadLead(fields, errors, member.Value, pointer);
                    break;
                case "properties":
                    ReadObject(fields, errors, properties, member.Value, at);
                    break;
                case "profile":
                    ReadObject(fields, errors, profile, member.Value, at);
                    break;
                case "cleared":
                    cleared = ToldProfile.ReadCleared(fields, errors, member.Value, at);
                    break;
                default:
                    fields.AddValue(others ??= new(StringComparer.Ordinal), member.Value, name, at);
                    break;
            }
        }

        if (type is null)
        {
            if (!element.TryGetProperty("type", out var given) || given.ValueKind == JsonValueKind.Null)
                errors.Add(EventErrors.NoType(pointer));
        }
        else if (!EventTypes.IsType(type))
        {
            errors.Add(EventErrors.BadType(pointer, type));
        }
        else if (EventTypes.IsReserved(type))
        {
            errors.Add(EventErrors.ReservedType(pointer, type));
        }

        // Anybody can invent the id of a visitor, so what an event says of one alone is a claim, no matter who sends it.
        isClaimed |= lead is { Email: null, ExternalId: null };
        if (type is not null && isClaimed && EventTypes.NeedsProof(type) && !EventTypes.IsReserved(type))
            errors.Add(EventErrors.NeedsProof(pointer, type));
        if (cleared.FirstOrDefault(profile.ContainsKey) is { } both)
            errors.Add(EventErrors.ClearedAndTold(pointer, both));

        if (lead is null && !errors.Exists(error => error.Pointer.Contains("/lead", StringComparison.Ordinal)))
            errors.Add(EventErrors.NoLead(pointer));

        var occurredAt = now;
        if (time is not null && !Times.TryParse(time, out occurredAt))
            errors.Add(EventErrors.BadTime(pointer, time));
        if (errors.Count > 0)
            return null!;

        if (others is not null)
        {
            foreach (var (name, value) in others)
                properties.TryAdd(name, value);
        }

        ToldProfile.Learn(type!, lead!, properties, profile, cleared);

        var hash = isStored || (id is null && requestId is null) ? CanonicalContent.Hash(element) : "";
        var ahead = occurredAt > now + Ahead;
        var captured = new StoredEvent
        {
            Event = new LeadEvent
            {
                Source = source ?? DefaultSource,
                Id = id ?? (requestId is null ? "content:" + hash : string.Create(CultureInfo.InvariantCulture, $"request:{requestId}:{index}")),
                Type = type!,
                OccurredAt = ahead ? now : occurredAt,
                Properties = Fields.Of(properties),
                Profile = Fields.Of(profile),
                Cleared = cleared,
                IsClaimed = isClaimed,
            },
            Lead = lead!,
            ReceivedAt = now,
            Hash = hash,
            WasAhead = ahead,
            WasLate = occurredAt < now - Late,
        };
        if (!isStored && JsonMarshal.GetRawUtf8Value(element).Length < EventLimits.SurelyFits)
            return captured;
        var bytes = StoredEventJson.Write(captured).Length;
        if (bytes > EventLimits.EventBytes)
            errors.Add(EventErrors.TooLarge(pointer, bytes));
        return captured;
    }

    private static LeadIdentity? ReadLead(JsonFields fields, List<RequestError> errors, JsonElement value, string pointer)
    {
        var at = pointer + "/lead";
        if (value.ValueKind != JsonValueKind.Object)
        {
            errors.Add(EventErrors.WrongType(at, "an object with \"email\", \"visitor\" or \"externalId\"", JsonFields.Describe(value)));
            return null;
        }

        EmailAddress? email = null;
        if (Member("email") is { } address)
        {
            if (EmailAddress.TryParse(address, out var parsed))
                email = parsed;
            else
                errors.Add(EventErrors.BadEmail(pointer));
        }

        var (visitor, external) = (Member("visitor"), Member("externalId"));
        // An id that is an address is one. It stays a name too: what is known by it joins.
        var identity = new LeadIdentity(email ?? LeadIdentity.AddressOf(external), visitor, external);
        return identity is { Email: null, Visitor: null, ExternalId: null } ? null : identity;

        string? Member(string name) =>
            value.TryGetProperty(name, out var member) ? LeadIdentity.NameOf(Short(fields, errors, member, new JsonPlace(at, name))) : null;
    }

    private static void ReadObject(JsonFields fields, List<RequestError> errors, Dictionary<string, FieldValue> into, JsonElement value, JsonPlace place)
    {
        if (value.ValueKind == JsonValueKind.Object)
            fields.Add(into, value, place);
        else if (value.ValueKind != JsonValueKind.Null)
            errors.Add(EventErrors.WrongType(place, "an object", JsonFields.Describe(value)));
    }

    /// <summary>A text; null for null and, with an error, for anything else.</summary>
    internal static string? Typed(JsonFields fields, List<RequestError> errors, JsonElement value, JsonPlace place)
    {
        if (value.ValueKind == JsonValueKind.String)
            return fields.Text(value, place);
        if (value.ValueKind != JsonValueKind.Null)
            errors.Add(EventErrors.WrongType(place, "text", JsonFields.Describe(value)));
        return null;
    }

    // Ids may be numbers, of any length: they are taken by their digits.
    private static string? Short(JsonFields fields, List<RequestError> errors, JsonElement value, JsonPlace place)
    {
        var text = value.ValueKind == JsonValueKind.Number ? JsonText.Raw(value) : Typed(fields, errors, value, place);
        if (text?.Length <= EventLimits.IdCharacters)
            return text.Length == 0 ? null : text;
        if (text is not null)
            errors.Add(EventErrors.TooLong(place, "The text", EventLimits.IdCharacters));
        return null;
    }

    private static ParsedBody Unusable(RequestError error) => new([], [], error);
}
