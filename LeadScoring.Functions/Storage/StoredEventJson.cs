using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Messaging;

namespace LeadScoring.Functions.Storage;

/// <summary>The stored form of an event: versioned UTF-8 JSON. Old versions are read for ever.</summary>
internal static class StoredEventJson
{
    private const int Version = 2;

    // What an older app may read as if it were its own: nothing claimed, nothing emptied.
    private const int PlainVersion = 1;

    private static readonly StoredEventsJson Shown = new(new JsonSerializerOptions(StoredEventsJson.Default.Options) { Converters = { new TimeConverter() } });

    public static byte[] Write(StoredEvent captured) => JsonSerializer.SerializeToUtf8Bytes(FormOf(captured), StoredEventsJson.Default.StoredEventForm);

    /// <summary>Writes the stored form for people: with times as everywhere in answers.</summary>
    public static void Show(Utf8JsonWriter json, StoredEvent captured) => JsonSerializer.Serialize(json, FormOf(captured), Shown.StoredEventForm);

    private static StoredEventForm FormOf(StoredEvent captured) => new()
    {
        Version = captured.Event is { IsClaimed: false, Cleared: [] } ? PlainVersion : Version,
        Source = captured.Event.Source,
        Id = captured.Event.Id,
        Type = captured.Event.Type,
        OccurredAt = captured.Event.OccurredAt.UtcDateTime,
        ReceivedAt = captured.ReceivedAt.UtcDateTime,
        Hash = captured.Hash,
        WasAhead = captured.WasAhead,
        WasLate = captured.WasLate,
        Via = captured.IsOwn ? null : captured.Via,
        IsCopied = captured.IsCopied,
        Imported = captured.Imported,
        Email = captured.Lead.Email?.Value,
        Visitor = captured.Lead.Visitor,
        ExternalId = captured.Lead.ExternalId,
        Properties = FieldsJson.UnlessEmpty(captured.Event.Properties),
        Profile = FieldsJson.UnlessEmpty(captured.Event.Profile),
        IsClaimed = captured.Event.IsClaimed,
        IsOverQuota = captured.Event.IsOverQuota,
        Cleared = captured.Event.Cleared is { IsEmpty: false } cleared ? cleared : null,
    };

    /// <exception cref="NewerFormatException">A newer version stored it.</exception>
    /// <exception cref="JsonException">The bytes are not a stored event.</exception>
    public static StoredEvent Read(ReadOnlySpan<byte> bytes)
    {
        // Before the members: those of a newer form may mean something else.
        if (StoredSchema.NumberOf(bytes, "v"u8) is { } version && version > Version)
            throw new NewerFormatException($"a newer version of the app stored the event, in form {version}; this one reads up to {Version}");
        var stored = JsonSerializer.Deserialize(bytes, StoredEventsJson.Default.StoredEventForm) ?? throw new JsonException("The bytes are not a stored event.");

        EmailAddress? email = null;
        if (stored.Email is not null)
            email = EmailAddress.TryReadStored(stored.Email, out var parsed) ? parsed : throw new JsonException("A stored event has an unreadable address.");

        return new StoredEvent
        {
            Event = new LeadEvent
            {
                Source = stored.Source,
                Id = stored.Id,
                Type = stored.Type,
                OccurredAt = new DateTimeOffset(stored.OccurredAt.ToUniversalTime()),
                Properties = stored.Properties?.Values ?? Fields.Empty,
                Profile = stored.Profile?.Values ?? Fields.Empty,
                IsClaimed = stored.IsClaimed,
                IsOverQuota = stored.IsOverQuota,
                Cleared = stored.Cleared ?? [],
            },
            Lead = new LeadIdentity(email, stored.Visitor, stored.ExternalId),
            ReceivedAt = new DateTimeOffset(stored.ReceivedAt.ToUniversalTime()),
            Hash = stored.Hash,
            WasAhead = stored.WasAhead,
            WasLate = stored.WasLate,
            Via = stored.Via ?? [],
            IsCopied = stored.IsCopied,
            Imported = stored.Imported,
        };
    }
}

/// <summary>An event as its row holds it: members in the order in which they are written, and only those that say something.</summary>
internal sealed record StoredEventForm
{
    [JsonPropertyName("v")]
    public required int Version { get; init; }

    [JsonPropertyName("source")]
    public required string Source { get; init; }

    [JsonPropertyName("id")]
    public required string Id { get; init; }

    [JsonPropertyName("type")]
    public required string Type { get; init; }

    [JsonPropertyName("at")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required DateTime OccurredAt { get; init; }

    [JsonPropertyName("received")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required DateTime ReceivedAt { get; init; }

    [JsonPropertyName("hash")]
    public required string Hash { get; init; }

    [JsonPropertyName("ahead")]
    public bool WasAhead { get; init; }

    [JsonPropertyName("late")]
    public bool WasLate { get; init; }

    [JsonPropertyName("via")]
    public ImmutableArray<string>? Via { get; init; }

    [JsonPropertyName("copied")]
    public bool IsCopied { get; init; }

    [JsonPropertyName("imported")]
    public bool Imported { get; init; }

    [JsonPropertyName("email")]
    public string? Email { get; init; }

    [JsonPropertyName("visitor")]
    public string? Visitor { get; init; }

    [JsonPropertyName("externalId")]
    public string? ExternalId { get; init; }

    [JsonPropertyName("properties")]
    public FieldsJson? Properties { get; init; }

    [JsonPropertyName("profile")]
    public FieldsJson? Profile { get; init; }

    [JsonPropertyName("claimed")]
    public bool IsClaimed { get; init; }

    [JsonPropertyName("overQuota")]
    public bool IsOverQuota { get; init; }

    [JsonPropertyName("cleared")]
    public ImmutableArray<string>? Cleared { get; init; }
}

/// <summary>JSON of stored events.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(StoredEventForm))]
internal sealed partial class StoredEventsJson : JsonSerializerContext;
