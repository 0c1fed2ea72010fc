using System.Collections.Immutable;

namespace LeadScoring.Domain.Models.Linting;

/// <summary>What a check may know besides the document, as it was found: what days these are is the document's to say. Without it, the findings that need it are left out.</summary>
public sealed record LintContext
{
    /// <summary>Nothing is known.</summary>
    public static LintContext Unknown { get; } = new();

    /// <summary>The time of the check; null = not known.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>The model was never published.</summary>
    public bool IsFirstPublish { get; init; }

    /// <summary>When the active version was published; null = never, or not known.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Ids of all models, of drafts too; null = not known.</summary>
    public ImmutableSortedSet<string>? Models { get; init; }

    /// <summary>How many open hand-offs of the model the document's audience would hide from lists; 0 = none, or not known.</summary>
    public int HiddenHandOffs { get; init; }
}
