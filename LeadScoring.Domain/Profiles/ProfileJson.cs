using System.Collections.Immutable;
using System.Text.Json;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Profiles;

/// <summary>
/// The stored form of a profile: <c>{"schema":2,"attributes":{name:{"value","at","source","id","claimed"}},"leftOut":[{"name","claimed"}],"tooLong":[name],"provenAt","claimedAt",
/// "refold"}</c>; an attribute without a value was emptied. Schema 1 knew no claims, kept the ordinally smallest names, and told the others in <c>leftOut</c>.
/// </summary>
internal static class ProfileJson
{
    private const int Schema = 2;

    public static void Write(LeadProfile profile, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("schema"u8, Schema);
        writer.WriteStartObject("attributes"u8);
        foreach (var entry in profile.Kept)
        {
            writer.WriteStartObject(entry.Name);
            WriteValue(entry.Value, writer);
            writer.WriteString("at"u8, entry.OccurredAt);
            writer.WriteString("source"u8, entry.Source);
            writer.WriteString("id"u8, entry.EventId);
            if (entry.IsClaimed)
                writer.WriteBoolean("claimed"u8, true);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        if (!profile.Outside.IsEmpty)
        {
            writer.WriteStartArray("leftOut"u8);
            foreach (var attribute in profile.Outside)
            {
                writer.WriteStartObject();
                writer.WriteString("name"u8, attribute.Name);
                if (attribute.IsClaimed)
                    writer.WriteBoolean("claimed"u8, true);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        if (!profile.Refused.IsEmpty)
        {
            writer.WriteStartArray("tooLong"u8);
            foreach (var name in profile.Refused)
                writer.WriteStringValue(name);
            writer.WriteEndArray();
        }

        if (profile.Proof.ProvenAt is { } proven)
            writer.WriteString("provenAt"u8, proven);
        if (profile.Proof.ClaimedAt is { } claimed)
            writer.WriteString("claimedAt"u8, claimed);
        if (profile.Proof.IsUnknown)
            writer.WriteBoolean("proofUnknown"u8, true);
        if (profile.NeedsRefold)
            writer.WriteBoolean("refold"u8, true);
        writer.WriteEndObject();
    }

    public static LeadProfile Read(JsonElement element)
    {
        try
        {
            var schema = element.GetProperty("schema"u8).GetInt32();
            if (schema is < 1 or > Schema)
                throw new JsonException($"A profile of schema {schema} cannot be read: this version reads up to schema {Schema}. Run the version that wrote it, or a newer one.");
            ImmutableArray<ProfileEntry> entries =
            [
                .. element.GetProperty("attributes"u8).EnumerateObject().Select(property => ReadEntry(property, schema)).OrderBy(entry => entry.Name, StringComparer.Ordinal),
            ];
            // What an older app left out only the log can bring back.
            if (schema == 1)
                return LeadProfile.Create(entries, [], [], new ProofTimes(null, null, IsUnknown: true), needsRefold: element.TryGetProperty("leftOut"u8, out _));
            return LeadProfile.Create(
                entries,
                element.TryGetProperty("leftOut"u8, out var outside) ? [.. outside.EnumerateArray().Select(static item => new LeftOutName(Text(item.GetProperty("name"u8)), IsTrue(item, "claimed"u8)))] : [],
                element.TryGetProperty("tooLong"u8, out var refused) ? [.. refused.EnumerateArray().Select(Text)] : [],
                new ProofTimes(Time(element, "provenAt"u8), Time(element, "claimedAt"u8), IsTrue(element, "proofUnknown"u8)),
                IsTrue(element, "refold"u8));
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new JsonException($"A stored profile does not have the expected form: {e.Message}", e);
        }
    }

    private static ProfileEntry ReadEntry(JsonProperty property, int schema) => new(
        property.Name,
        property.Value.TryGetProperty("value"u8, out var value) ? ReadValue(value) : schema == 1 ? throw new JsonException("An attribute of a stored profile has no value.") : default,
        property.Value.GetProperty("at"u8).GetDateTimeOffset().ToUniversalTime(),
        Text(property.Value.GetProperty("source"u8)),
        Text(property.Value.GetProperty("id"u8)),
        IsTrue(property.Value, "claimed"u8));

    private static FieldValue ReadValue(JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? new FieldValue([.. value.EnumerateArray().Select(Text)])
        : new FieldValue(Text(value));

    private static DateTimeOffset? Time(JsonElement element, ReadOnlySpan<byte> name) =>
        element.TryGetProperty(name, out var time) ? time.GetDateTimeOffset().ToUniversalTime() : null;

    private static bool IsTrue(JsonElement element, ReadOnlySpan<byte> name) => element.TryGetProperty(name, out var value) && value.GetBoolean();

    private static string Text(JsonElement element) => element.GetString() ?? throw new JsonException("A text of a stored profile is null.");

    private static void WriteValue(FieldValue value, Utf8JsonWriter writer)
    {
        if (value.IsMissing)
            return;
        writer.WritePropertyName("value"u8);
        if (value.Text is { } text)
        {
            writer.WriteStringValue(text);
            return;
        }

        writer.WriteStartArray();
        foreach (var item in value.Items)
            writer.WriteStringValue(item);
        writer.WriteEndArray();
    }
}
