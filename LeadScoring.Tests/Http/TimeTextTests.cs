using System.Globalization;
using System.Text.Json;

using LeadScoring.Functions.Http;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Http;

/// <summary>The one form of an instant.</summary>
public sealed class TimeTextTests
{
    private static readonly JsonSerializerOptions Options = new() { Converters = { new TimeConverter(), new InstantConverter() } };

    [Theory]
    [InlineData("2026-03-01T10:15:00Z", "2026-03-01T10:15:00Z")]
    [InlineData("2026-03-01T10:15:00.0000000Z", "2026-03-01T10:15:00Z")]
    [InlineData("2026-03-01T10:15:00.0009999Z", "2026-03-01T10:15:00Z")]
    [InlineData("2026-03-01T10:15:00.0010000Z", "2026-03-01T10:15:00.001Z")]
    [InlineData("2026-03-01T10:15:59.9999999Z", "2026-03-01T10:15:59.999Z")]
    [InlineData("2026-03-01T10:15:00.5+02:00", "2026-03-01T08:15:00.500Z")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.999Z")]
    public void An_instant_is_written_in_UTC_with_milliseconds_or_none(string instant, string expected)
    {
        var time = DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);

        Assert.Equal(expected, TimeText.Of(time));
        Assert.Equal(expected, TimeText.Of(time.UtcDateTime));
        Assert.Equal($"\"{expected}\"", JsonSerializer.Serialize(time, Options));
        Assert.Equal($"\"{expected}\"", JsonSerializer.Serialize(time.UtcDateTime, Options));
        Assert.Equal($"\"{expected}\"", JsonSerializer.Serialize((DateTime?)time.UtcDateTime, Options));
        Assert.Matches(TimeText.Pattern, expected);
        Assert.Empty(AnswerTimes.Faults(JsonSerializer.SerializeToElement(expected)));
    }

    [Theory]
    [InlineData("2026-03-01T10:15:00+00:00")]
    [InlineData("2026-03-01T10:15:00.1Z")]
    [InlineData("2026-03-01T10:15:00.000Z")]
    [InlineData("2026-03-01T10:15:00.1234567Z")]
    [InlineData("2026-03-01T10:15:00")]
    [InlineData("2026-03-01 10:15:00")]
    public void Other_forms_are_found_in_an_answer(string text) =>
        Assert.Single(AnswerTimes.Faults(JsonSerializer.SerializeToElement(new { items = new[] { new { at = text } } })));
}
