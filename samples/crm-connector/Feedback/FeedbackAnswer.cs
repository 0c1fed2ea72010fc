namespace LeadScoring.CrmConnector.Feedback;

/// <summary>What became of an outcome that was sent.</summary>
internal abstract record FeedbackAnswer
{
    private FeedbackAnswer()
    {
    }

    /// <summary>The app has it, for good; now or since an earlier time.</summary>
    public sealed record Taken : FeedbackAnswer;

    /// <summary>The app will not take it as it is.</summary>
    /// <param name="Why">What is wrong and the fix, for the salesperson.</param>
    public sealed record Refused(string Why) : FeedbackAnswer;

    /// <summary>The same may be sent again later.</summary>
    /// <param name="Why">For the log: no content.</param>
    /// <param name="After">When the app said so.</param>
    public sealed record Later(string Why, TimeSpan? After) : FeedbackAnswer;
}
