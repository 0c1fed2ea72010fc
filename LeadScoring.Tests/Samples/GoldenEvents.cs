using System.Globalization;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Values;

namespace LeadScoring.Tests.Samples;

/// <summary>Turns the golden leads of a model into events, so that tests can look at more of them than a golden lead expects.</summary>
internal static class GoldenEvents
{
    public static IEnumerable<LeadEvent> Of(GoldenLead lead, Day today)
    {
        yield return new LeadEvent
        {
            Source = "golden",
            Id = "profile",
            Type = "profile.updated",
            OccurredAt = today.Start,
            Profile = Texts(lead.Profile),
        };
        foreach (var (n, happened) in lead.Events.SelectMany(happened => Enumerable.Repeat(happened, happened.Times)).Index())
        {
            yield return new LeadEvent
            {
                Source = "golden",
                Id = n.ToString(CultureInfo.InvariantCulture),
                Type = happened.Type,
                OccurredAt = today.AddDays(-happened.DaysAgo).Start,
                Properties = Texts(happened.Properties),
            };
        }
    }

    private static Fields Texts(IEnumerable<KeyValuePair<string, string>> pairs) =>
        new(pairs.Select(pair => KeyValuePair.Create(pair.Key, new FieldValue(pair.Value))));
}
