using System.Text;

namespace LeadScoring.Tests.Kit.Drivers;

/// <summary>Bodies of <c>POST /api/v1/events</c>.</summary>
internal static class EventsBody
{
    public static string Text(IEnumerable<string> events) => $"[{string.Join(',', events)}]";

    public static StringContent Of(IEnumerable<string> events) => new(Text(events), Encoding.UTF8, "application/json");
}
