using System.Text.Json.Nodes;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Values;
using LeadScoring.Local.Demo.Leads;

namespace LeadScoring.Tests.Demo.Leads;

/// <summary>Demo events as capture makes them: every value is text.</summary>
internal static class DemoEvents
{
    public static LeadEvent Captured(DemoEvent demo) => new()
    {
        Source = "api",
        Id = demo.Id,
        Type = demo.Type,
        OccurredAt = new DateTimeOffset(demo.OccurredAt),
        Properties = Texts(demo.Properties),
        Profile = Texts(demo.Profile),
    };

    public static Day DayOf(DateOnly date) => Day.Of(new DateTimeOffset(date, TimeOnly.MinValue, TimeSpan.Zero));

    private static Fields Texts(JsonObject? values) =>
        new((values ?? []).Where(pair => pair.Value is not null).Select(pair => KeyValuePair.Create(pair.Key, new FieldValue(pair.Value!.ToString()))));
}
