using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Http;

namespace LeadScoring.Functions.Feedback;

/// <summary>What can be wrong with a report of sales. One page per code under docs/errors. What is refused is kept in Rejected, so that no outcome is lost.</summary>
internal static class FeedbackErrors
{
    private static string Kinds => string.Join(", ", Domain.Decisions.Feedback.Names);

    public static RequestError NoKind() =>
        new("/kind", "LS-FEEDBACK-001", "The feedback must say what happened.", $"Add \"kind\" with one of {Kinds}.");

    public static RequestError UnknownKind(string kind) =>
        new("/kind", "LS-FEEDBACK-002", $"'{Shown(kind)}' is not a kind of feedback.", $"Send one of {Kinds}.");

    public static RequestError UnknownModel(string model, IEnumerable<string> models) =>
        new("/model", "LS-FEEDBACK-003", $"The model '{Shown(model)}' is not published.", $"Send one of {string.Join(", ", models)}, as the message of the hand-off names it; or leave it out.");

    public static RequestError NoEpoch(string text) =>
        new("/epoch", "LS-FEEDBACK-004", $"'{Shown(text)}' is not an epoch.", "Send the whole number that the message of the hand-off names, from 1; or leave it out.");

    public static RequestError EpochToCome(int epoch, string model, int newest) =>
        new("/epoch", "LS-FEEDBACK-004", $"The lead has no epoch {epoch} under the model '{model}'; its newest is {newest}.", "Send the epoch that the message of the hand-off names; or leave it out.");

    public static RequestError BadAmount() =>
        new("/amount", "LS-FEEDBACK-005", "The amount must be a number from 0.", "Send a plain number such as 12000.50, without a currency, spaces or thousands separators; the currency goes into \"currency\".");

    public static RequestError NoUntil() =>
        new("/until", "LS-FEEDBACK-006", "A postponed lead needs the day until which to call it again.", "Add \"until\" with a day such as 2027-03-01 or a time such as 2027-03-01T14:00:00Z.");

    public static RequestError UnreadableUntil(string text) =>
        new("/until", "LS-FEEDBACK-006", $"'{Shown(text)}' is neither a day nor a time.", "Send a day such as 2027-03-01 or an ISO 8601 time such as 2027-03-01T14:00:00Z.");

    public static RequestError UntilIsOver(string text, DateTimeOffset reportedAt) =>
        new("/until", "LS-FEEDBACK-007", $"'{Shown(text)}' is not after the time of the report, {TimeText.Of(reportedAt)}.", UntilFix);

    public static RequestError UntilIsTooFar(string text, DateTimeOffset reportedAt) =>
        new("/until", "LS-FEEDBACK-007", $"'{Shown(text)}' is more than two years after the time of the report, {TimeText.Of(reportedAt)}.", UntilFix);

    private const string UntilFix = "Send a day or a time after the report and at most two years later. For a report that comes late, \"occurredAt\" says when it happened.";

    private static string Shown(string text) => text.Contains('@', StringComparison.Ordinal) ? "..." : text.Length <= 40 ? text : text[..40] + "...";
}
