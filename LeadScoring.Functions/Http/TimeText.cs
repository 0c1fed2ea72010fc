using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LeadScoring.Functions.Http;

/// <summary>
/// The one form of an instant in what the app answers, sends and exports: <c>2026-03-01T10:15:00Z</c>, with three digits of milliseconds where there are any. Always UTC; what is
/// below a millisecond is cut off.
/// </summary>
internal static class TimeText
{
    private const string Seconds = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private const string Milliseconds = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>What every such text matches.</summary>
    public const string Pattern = @"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{3})?Z$";

    /// <summary>An instant as text.</summary>
    public static string Of(DateTimeOffset instant) => Of(instant.UtcDateTime);

    /// <summary>An instant in UTC as text.</summary>
    public static string Of(DateTime utc) => utc.ToString(FormOf(utc), CultureInfo.InvariantCulture);

    internal static void Write(Utf8JsonWriter json, DateTime utc)
    {
        Span<byte> text = stackalloc byte[24];
        utc.TryFormat(text, out var length, FormOf(utc), CultureInfo.InvariantCulture);
        json.WriteStringValue(text[..length]);
    }

    private static string FormOf(DateTime utc) => utc.Millisecond == 0 ? Seconds : Milliseconds;
}

/// <summary>Writes an instant in UTC as <see cref="TimeText"/>.</summary>
internal sealed class TimeConverter : JsonConverter<DateTime>
{
    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset().UtcDateTime;

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) => TimeText.Write(writer, value);
}

/// <summary>Writes an instant as <see cref="TimeText"/>.</summary>
internal sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => TimeText.Write(writer, value.UtcDateTime);
}
