using LeadScoring.Functions.Configuration;
using LeadScoring.Functions.Faults;

using Microsoft.Extensions.Configuration;

namespace LeadScoring.Tests.Configuration;

/// <summary>The setting LeadScoring:MessageDays.</summary>
public sealed class MessageDaysTests
{
    [Theory]
    [InlineData(null, 7)]
    [InlineData("", 7)]
    [InlineData("0", 0)]
    [InlineData("1", 1)]
    [InlineData("90", 90)]
    public void Messages_are_kept_for_the_days_that_are_set(string? text, int days) => Assert.Equal(days, Read(text).MessageDays);

    [Theory]
    [InlineData("-1")]
    [InlineData("91")]
    [InlineData("-7")]
    [InlineData("7d")]
    [InlineData("1.5")]
    public void Other_values_stop_the_start_with_an_example(string text)
    {
        var refusal = Assert.Throws<SettingException>(() => Read(text));

        Assert.Contains("LeadScoring:MessageDays", refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"'{text}'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("from 0 to 90", refusal.Message, StringComparison.Ordinal);
    }

    private static AppOptions Read(string? days) => SettingsReader.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["LeadScoring:InstallationKey"] = Convert.ToBase64String(new byte[32]),
        ["LeadScoring:MessageDays"] = days,
    }).Build());
}
