namespace LeadScoring.CrmConnector.Messages;

/// <summary>Why a message does not go into the CRM, for those who look after the dead letters. Holds no personal data.</summary>
/// <param name="Reason">Short and stable, to filter by: <c>not-json, not-a-lead-event, unknown-type, missing-field, about-the-app</c>.</param>
/// <param name="Description">What is wrong, and the fix.</param>
internal sealed record Verdict(string Reason, string Description)
{
    /// <summary>It is about the app itself: nothing is wrong with it, and a CRM has nothing to do.</summary>
    public static Verdict AboutTheApp { get; } = new("about-the-app", "The message is about the app itself. The subscription operations takes these.") { IsFault = false };

    /// <summary>Whether somebody has to look at it: it becomes a dead letter. Otherwise it is done with.</summary>
    public bool IsFault { get; init; } = true;
}
