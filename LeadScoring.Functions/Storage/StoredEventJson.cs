using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Faults;

namespace LeadScoring.Functions.Storage;

/// <summary>The stored form of an event: versioned UTF-8 JSON. Old versions are read for ever.</summary>
internal static class StoredEventJson
{
    private const int Version = 2;

    // What an older app may read as if it were its own: nothing claimed, nothing emptied.
    private const int PlainVersion = 1;

    public static byte[] Write(StoredEvent captured)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("v", captured.Event is { IsClaimed: false, Cleared: [] } ? PlainVersion : Version);
            json.WriteString("source", captured.Event.Source);
            json.WriteString("id", captured.Event.Id);
            json.WriteString("type", captured.Event.Type);
            json.WriteString("at", captured.Event.OccurredAt.UtcDateTime);
            json.WriteString("received", captured.ReceivedAt.UtcDateTime);
            json.WriteString("hash", captured.Hash);
            if (captured.WasAhead)
                json.WriteBoolean("ahead", true);
            if (captured.WasLate)
                json.WriteBoolean("late", true);
            if (!captured.IsOwn)
                WriteList(json, "via", captured.Via);
            if (captured.IsCopied)
                json.WriteBoolean("copied", true);
            if (captured.Imported)
                json.WriteBoolean("imported", true);
            if (captured.Lead.Email is { } email)
                json.WriteString("email", email.Value);
            if (captured.Lead.Visitor is { } visitor)
                json.WriteString("visitor", visitor);
            if (captured.Lead.ExternalId is { } external)
                json.WriteString("externalId", external);
            WriteFields(json, "properties", captured.Event.Properties);
            WriteFields(json, "profile", captured.Event.Profile);
            if (captured.Event.IsClaimed)
                json.WriteBoolean("claimed", true);
            if (!captured.Event.Cleared.IsEmpty)
                WriteList(json, "cleared", captured.Event.Cleared);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <exception cref="NewerFormatException">A newer version stored it.</exception>
    /// <exception cref="JsonException">The bytes are not a stored event.</exception>
    public static StoredEvent Read(ReadOnlyMemory<byte> bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("v", out var version))
            throw new JsonException("The bytes are not a stored event.");
        if (version.GetInt32() > Version)
            throw new NewerFormatException($"a newer version of the app stored the event, in form {version.GetInt32()}; this one reads up to {Version}");

        EmailAddress? email = null;
        if (Text(root, "email") is { } address)
            email = EmailAddress.TryParse(address, out var parsed) ? parsed : throw new JsonException("A stored event has an unreadable address.");

        return new StoredEvent
        {
            Event = new LeadEvent
            {
                Source = Required(root, "source"),
                Id = Required(root, "id"),
                Type = Required(root, "type"),
                OccurredAt = Instant(root, "at"),
                Properties = ReadFields(root, "properties"),
                Profile = ReadFields(root, "profile"),
                IsClaimed = root.TryGetProperty("claimed", out _),
                Cleared = root.TryGetProperty("cleared", out var cleared) ? [.. cleared.EnumerateArray().Select(static name => name.GetString()!)] : [],
            },
            Lead = new LeadIdentity(email, Text(root, "visitor"), Text(root, "externalId")),
            ReceivedAt = Instant(root, "received"),
            Hash = Required(root, "hash"),
            WasAhead = root.TryGetProperty("ahead", out _),
            WasLate = root.TryGetProperty("late", out _),
            Via = root.TryGetProperty("via", out var via) ? [.. via.EnumerateArray().Select(static lead => lead.GetString()!)] : [],
            IsCopied = root.TryGetProperty("copied", out _),
            Imported = root.TryGetProperty("imported", out _),
        };
    }

    private static void WriteList(Utf8JsonWriter json, string name, ImmutableArray<string> items)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
            json.WriteStringValue(item);
        json.WriteEndArray();
    }

    private static void WriteFields(Utf8JsonWriter json, string name, Fields fields)
    {
        if (fields.Count == 0)
            return;

        json.WriteStartObject(name);
        foreach (var (field, value) in fields)
        {
            if (value.IsList)
            {
                json.WriteStartArray(field);
                foreach (var item in value.Items)
                    json.WriteStringValue(item);
                json.WriteEndArray();
            }
            else
            {
                json.WriteString(field, value.Text);
            }
        }

        json.WriteEndObject();
    }

    private static Fields ReadFields(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out var fields))
            return Fields.Empty;

        return new Fields(fields.EnumerateObject().Select(field => KeyValuePair.Create(
            string.IsInterned(field.Name) ?? field.Name,
            field.Value.ValueKind switch
            {
                JsonValueKind.Array => new FieldValue(field.Value.EnumerateArray().Select(item => item.GetString()!).ToImmutableArray()),
                JsonValueKind.Null => default,
                _ => new FieldValue(field.Value.GetString()!),
            })));
    }

    private static string? Text(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static string Required(JsonElement root, string name) =>
        Text(root, name) ?? throw new JsonException($"A stored event lacks '{name}'.");

    private static DateTimeOffset Instant(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) ? value.GetDateTimeOffset().ToUniversalTime() : throw new JsonException($"A stored event lacks '{name}'.");
}
