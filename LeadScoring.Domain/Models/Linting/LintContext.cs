using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Models.Linting;

/// <summary>What a check may know besides the document. Without it, the findings that need it are left out.</summary>
public sealed record LintContext
{
    /// <summary>Nothing is known.</summary>
    public static LintContext Unknown { get; } = new();

    /// <summary>Today, in the model's time zone; null = not known.</summary>
    public Day? Today { get; init; }

    /// <summary>The model was never published.</summary>
    public bool IsFirstPublish { get; init; }

    /// <summary>When the active version was published; null = never, or not known.</summary>
    public Day? PublishedOn { get; init; }

    /// <summary>How many open hand-offs of the model the document's audience would hide from lists; 0 = none, or not known.</summary>
    public int HiddenHandOffs { get; init; }
}
