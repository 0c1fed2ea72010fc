using LeadScoring.CrmConnector.Feedback;

namespace LeadScoring.Tests.CrmConnector;

/// <summary>The app: takes what it is sent unless told otherwise.</summary>
internal sealed class FakeFeedback : IFeedback
{
    public List<Outcome> Sent { get; } = [];

    public Func<Outcome, FeedbackAnswer> Answer { get; set; } = static _ => new FeedbackAnswer.Taken();

    public Task<FeedbackAnswer> Send(Outcome outcome, CancellationToken cancellation)
    {
        Sent.Add(outcome);
        return Task.FromResult(Answer(outcome));
    }
}
