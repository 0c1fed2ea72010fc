using LeadScoring.Functions.Http;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Functions.People;

/// <summary>What can be wrong with a merge. One page per code under docs/errors.</summary>
internal static class IdentityErrors
{
    public static Problem NoTarget { get; } = Problem.BadRequest(
        "LS-MERGE-001", "The body must name the lead to merge into.", "Send { \"into\": \"ann@acme.example\" } with the id or the address of the lead that goes on.");

    public static Problem UnknownTarget { get; } = Problem.BadRequest(
        "LS-MERGE-002", "There is no lead with the id or address in 'into'.", "Use an id from GET /api/v1/leads, or the address of an existing lead.");

    public static Problem Itself { get; } = Conflict(
        "LS-MERGE-003", "The lead would be merged into itself.", "Name the other lead in 'into'.");

    public static Problem TargetIsMerged(string into) => Conflict(
        "LS-MERGE-004", $"The lead in 'into' was itself merged into {into}.", $"Merge into {into}, or unmerge that one first.");

    public static Problem IsMerged(string into) => Conflict(
        "LS-MERGE-005", $"The lead is already merged into {into}.", "Unmerge it first: a lead can be merged into one lead only.");

    public static Problem IntoAnonymous { get; } = Conflict(
        "LS-MERGE-006", "A lead with an address would be merged into one without.", "Merge them the other way round: the lead with the address must remain.");

    public static Problem NotMerged { get; } = Conflict(
        "LS-MERGE-007", "The lead is not merged into another.", "Unmerge the lead that was merged: GET /api/v1/leads/{lead} shows its 'mergedInto'.");

    public static Problem BeingReleased { get; } = Conflict(
        "LS-MERGE-008", "The unmerge of these two leads is still in progress.", "Send the same request again in a few seconds.");

    private static Problem Conflict(string code, string detail, string fix) =>
        new() { Status = StatusCodes.Status409Conflict, Code = code, Title = "The leads cannot be merged", Detail = detail, Fix = fix };
}
