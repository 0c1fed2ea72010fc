namespace LeadScoring.Domain.Decisions;

/// <summary>Reasons that reports group by. Any other text is kept too, and shown as it is.</summary>
public static class FeedbackReasons
{
    /// <summary>What reports show where no reason was given.</summary>
    public const string Unspecified = "unspecified";

    private static readonly string[] Unqualified =
        ["wrong-fit", "wrong-contact", "no-need", "no-budget", "no-authority", "bad-data", "duplicate", "competitor", "student", "other"];

    private static readonly string[] Lost =
        ["price", "competitor", "missing-feature", "no-budget", "no-decision", "timing", "no-response", "other"];

    /// <summary>The reasons of a kind of feedback; empty for a kind that needs none.</summary>
    public static IReadOnlyList<string> Of(FeedbackKind kind) => kind switch
    {
        FeedbackKind.Unqualified => Unqualified,
        FeedbackKind.Lost => Lost,
        _ => [],
    };
}
