using System.Collections.Immutable;
using System.Globalization;

using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Previews;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Functions.Publishing;

/// <summary>Why something is not published.</summary>
internal static class PublishProblems
{
    public static Problem NoAuthor { get; } = Problem.BadRequest(
        "LS-PUBLISH-001",
        "A publish needs its author and reason, so that people can read the history later.",
        "Send { \"author\": \"ann@acme.example\", \"reason\": \"pricing page counts twice\" }.");

    public static Problem BadConfirm { get; } = Problem.BadRequest(
        "LS-PUBLISH-005",
        "'confirm' must be the number of leads that are handed off at once.",
        "Leave it out: where it is needed, the answer says the number.",
        [new RequestError("/confirm", "LS-PUBLISH-005", "Must be a whole number from 0.", "Write digits, such as 37.")]);

    public static Problem NoRollbackVersion { get; } = Problem.BadRequest(
        "LS-PUBLISH-009",
        "A rollback needs the number of a published version.",
        "Send { \"version\": 3, \"author\": \"ann@acme.example\", \"reason\": \"too many leads\" }; GET .../versions lists them.",
        [new RequestError("/version", "LS-PUBLISH-009", "Must be a whole number from 1.", "Write the number of a version.")]);

    public static Problem NoHash { get; } = Problem.BadRequest(
        "LS-PUBLISH-011",
        "An approval needs the hash of the draft, so that it is for exactly the text that was read.",
        "Send { \"hash\": \"...\" } with the hash that GET /api/v1/models/{model} shows.");

    public static Problem Unknown(string model) => Problem.NotFound("LS-PUBLISH-404", $"The model '{model}' does not exist.", "Use one of GET /api/v1/models, or create it with PUT.");

    public static Problem NoVersion(string model, int version, int versions) => Problem.NotFound(
        "LS-PUBLISH-404", string.Create(CultureInfo.InvariantCulture, $"The model '{model}' has no version {version}."), versions == 0 ? "It was never published." : string.Create(CultureInfo.InvariantCulture, $"Versions go from 1 to {versions}."));

    public static Problem NoDraft(string model) => Problem.NotFound("LS-PUBLISH-002", $"The model '{model}' has no draft.", $"Send the document with PUT /api/v1/models/{model} first.");

    public static Problem Unchanged(int version) => Problem.Conflict(
        "LS-PUBLISH-004", string.Create(CultureInfo.InvariantCulture, $"The text is that of version {version}, which is live: nothing would change."), "Change the document first. A review without a change is noted by a comment in it.");

    public static Problem NoPreview(string model) => Problem.Conflict(
        "LS-PUBLISH-006",
        "There are too many leads to say within this request how many of them would be handed off, and no fresh preview of exactly this text over all leads.",
        $"Send POST /api/v1/models/{model}/preview until it answers 200, then publish within {PreviewResults.Fresh.TotalMinutes:0} minutes.");

    public static Problem ConfirmFirst(int atOnce, int leads, bool isFirst, int? sent)
    {
        var why = sent is not null ? string.Create(CultureInfo.InvariantCulture, $"The request confirms {sent}, but {Count(atOnce)} would be handed off at once.")
            : isFirst ? string.Create(CultureInfo.InvariantCulture, $"This is the first version of a model that does not say its 'mode', so it is live: {Count(atOnce)} of {leads} would be handed off at once.")
            : string.Create(CultureInfo.InvariantCulture, $"{Count(atOnce)} of {leads} would be handed off at once.");
        var fix = string.Create(CultureInfo.InvariantCulture, $"Ask sales, then send the same request with \"confirm\": {atOnce}. To score without handing off write 'mode: assess'.");
        return Problem.Conflict("LS-PUBLISH-007", why, fix, [new RequestError("/confirm", "LS-PUBLISH-007", why, fix)]) with { Confirm = atOnce };
    }

    public static Problem NotApproved(ImmutableArray<ApprovalItem> approvals, string model)
    {
        var missing = string.Join(" and ", approvals.Where(static approval => approval.By is null).Select(static approval => approval.Role));
        return Problem.Conflict(
            "LS-PUBLISH-008",
            $"The approval of {missing} is missing for exactly this text.",
            $"Let somebody with that role read the draft and send POST /api/v1/models/{model}/approve. One caller stands for one role.");
    }

    public static Problem Unreadable(int version) => Problem.Conflict(
        "LS-PUBLISH-010", string.Create(CultureInfo.InvariantCulture, $"This app cannot read version {version} any more: its language has changed."), "Take the text of that version, correct it, save it as the draft and publish that.");

    public static Problem OtherDraft(string hash) => Problem.Conflict(
        "LS-PUBLISH-012", $"The draft is another text now; its hash is {hash}.", "Read the draft again, and approve it with its own hash.");

    public static Problem NothingToApprove { get; } = Problem.Conflict(
        "LS-PUBLISH-013", "Neither the draft nor the live version asks for approvals.", "Publish it, or write 'approvals: [ marketing, sales ]' into the document.");

    public static Problem NotAsked(ImmutableArray<ApprovalItem> approvals) => new()
    {
        Status = StatusCodes.Status403Forbidden,
        Code = "LS-PUBLISH-014",
        Title = "Not allowed",
        Detail = "The document does not ask for the approval of any role that this caller has.",
        Fix = $"Let somebody with the role {string.Join(" or ", approvals.Select(static approval => approval.Role))} approve it.",
    };

    private static string Count(int leads) => string.Create(CultureInfo.InvariantCulture, $"{leads} {(leads == 1 ? "lead" : "leads")}");
}
