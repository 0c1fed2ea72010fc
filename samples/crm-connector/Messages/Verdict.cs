namespace LeadScoring.CrmConnector.Messages;

/// <summary>Why a message cannot go into the CRM, for whoever looks after the dead letters. Holds no personal data.</summary>
/// <param name="Reason">Short and stable, to filter by: <c>not-json, not-a-lead-event, unknown-type, missing-field</c>.</param>
/// <param name="Description">What is wrong, and the fix.</param>
internal sealed record Verdict(string Reason, string Description);
