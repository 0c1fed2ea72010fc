using LeadScoring.Domain.Models;
using LeadScoring.Domain.Values;

namespace LeadScoring.Functions.Models;

/// <summary>When people mean to look at a version again (<c>review</c>), counted from its publish.</summary>
/// <param name="On">The day, in the model's time zone.</param>
/// <param name="IsDue">Whether it has come.</param>
public sealed record ReviewDate(Day On, bool IsDue)
{
    /// <summary>Of a version; null where its document does not say how often.</summary>
    public static ReviewDate? Of(ModelDefinition definition, DateTimeOffset publishedAt, DateTimeOffset now)
    {
        if (definition.ReviewEveryDays is not { } every)
            return null;
        var day = definition.TimeZone.DayOf(publishedAt).AddDays(every);
        return new ReviewDate(day, definition.TimeZone.DayOf(now) >= day);
    }
}
