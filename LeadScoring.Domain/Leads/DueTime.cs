using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Leads;

/// <summary>When a lead wants a visit by time alone, and for when a row of the Due index already asks for one: the start of a day in some model's time zone.</summary>
/// <param name="Due">Null = never by time alone.</param>
/// <param name="Indexed">Null = no row known; one that is not in the future counts as none.</param>
public readonly record struct DueTime(
    [property: JsonPropertyName("due"), JsonConverter(typeof(DueTimeConverter))] DateTimeOffset? Due,
    [property: JsonPropertyName("indexed"), JsonConverter(typeof(DueTimeConverter))] DateTimeOffset? Indexed)
{
    /// <summary>Whether both are starts of UTC days, as an app knows them that knows no zones.</summary>
    [JsonIgnore]
    public bool IsOfUtcDays => IsUtcDay(Due) && IsUtcDay(Indexed);

    internal static bool IsUtcDay(DateTimeOffset? instant) => instant is not { } at || at.UtcTicks % TimeSpan.TicksPerDay == 0;
}

/// <summary>When a lead wants a visit to the minute, and for when a row of the Due index already asks for one.</summary>
/// <param name="Due">Null = nothing can become overdue.</param>
/// <param name="Indexed">Null = no row known; one that is not in the future counts as none.</param>
public readonly record struct Deadline(
    [property: JsonPropertyName("due")] DateTimeOffset? Due,
    [property: JsonPropertyName("indexed")] DateTimeOffset? Indexed);

/// <summary>The start of a UTC day as that day, <c>yyyy-MM-dd</c>; any other instant in ISO 8601.</summary>
public sealed class DueTimeConverter : JsonConverter<DateTimeOffset>
{
    /// <inheritdoc />
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString() switch
    {
        var text when Day.TryParse(text, out var day) => day.Start,
        var text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) => at,
        _ => throw new JsonException("A due time must be yyyy-MM-dd or an instant."),
    };

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        if (DueTime.IsUtcDay(value))
            writer.WriteStringValue(Day.Of(value).ToString());
        else
            writer.WriteStringValue(value.ToUniversalTime());
    }
}
