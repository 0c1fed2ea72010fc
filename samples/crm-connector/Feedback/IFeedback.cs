namespace LeadScoring.CrmConnector.Feedback;

/// <summary>Where outcomes go. A port to the outside: the app's API.</summary>
internal interface IFeedback
{
    /// <summary>Sends an outcome; the same id counts once, however often it is sent.</summary>
    Task<FeedbackAnswer> Send(Outcome outcome, CancellationToken cancellation);
}
