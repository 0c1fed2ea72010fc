using System.Text.Json;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Merging;
using LeadScoring.Functions.Rescore;
using LeadScoring.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.People;

/// <summary>Answers <c>POST /api/v1/leads/{lead}/merge</c> and <c>/unmerge</c>. Says at once what cannot be; the rest is work of the queue.</summary>
public sealed class MergeHandler(LeadAddress address, LeadStore leads, LeadRescorer rescorer, LeadMerger merger, LeadUnmerger unmerger)
{
    private const int BodyBytes = 4 * 1024;

    /// <summary>Merges a lead into the one that the body names.</summary>
    public async Task<IActionResult> Merge(string lead, HttpRequest request, CancellationToken cancellation)
    {
        var (body, refusal) = await BodyReader.Read(request, BodyBytes, cancellation);
        if (body is null)
            return refusal!.ToResult();
        if (await Find(lead, cancellation) is not { } from)
            return LeadAddress.Unknown.ToResult();
        if (TargetOf(body) is not { } named)
            return IdentityErrors.NoTarget.ToResult();
        if (await Find(named, cancellation) is not { } into)
            return IdentityErrors.UnknownTarget.ToResult();
        if (WhyNot(from, into) is { } problem)
            return problem.ToResult();

        if (from.State!.MergedInto == into.LeadId)
            return Accepted(from.LeadId, into.LeadId, "merged");
        return await merger.Begin(from.LeadId, into.LeadId, cancellation)
            ? Accepted(from.LeadId, into.LeadId, "merging")
            : IdentityErrors.UnknownTarget.ToResult();
    }

    /// <summary>Makes a merged lead one of its own again.</summary>
    public async Task<IActionResult> Unmerge(string lead, CancellationToken cancellation)
    {
        if (await Find(lead, cancellation) is not { } read)
            return LeadAddress.Unknown.ToResult();
        return await unmerger.Begin(read.LeadId, cancellation) is { } into
            ? Accepted(read.LeadId, into, "unmerging")
            : IdentityErrors.NotMerged.ToResult();
    }

    // Of one whose events only wait so far the state is made first.
    private async Task<LeadRead?> Find(string lead, CancellationToken cancellation)
    {
        if (address.IdOf(lead) is not { } leadId)
            return null;
        var read = await leads.Read(leadId, cancellation);
        if (read is { State: null, Pending.IsEmpty: false })
        {
            await rescorer.Run(leadId, evaluate: false, cancellation);
            read = await leads.Read(leadId, cancellation);
        }

        return read.IsUnknown || read.State is null ? null : read;
    }

    private static Problem? WhyNot(LeadRead from, LeadRead into)
    {
        if (from.LeadId == into.LeadId)
            return IdentityErrors.Itself;
        if (into.State!.MergedInto is { } end)
            return IdentityErrors.TargetIsMerged(end);
        if (from.State!.MergedInto is { } other && other != into.LeadId)
            return IdentityErrors.IsMerged(other);
        if (from.Outbox.Any(row => row.Work is OutboxWork.Unmerge unmerge && unmerge.From == into.LeadId))
            return IdentityErrors.BeingReleased;
        return from.State.Email is not null && into.State.Email is null ? IdentityErrors.IntoAnonymous : null;
    }

    private static string? TargetOf(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return JsonText.TryFind(document.RootElement, "into", out var into)
                && JsonText.TextOf(into) is { Length: > 0 } text ? text : null;
        }
        catch (JsonException)
        {
            // No JSON: it names no lead.
            return null;
        }
    }

    private static JsonResult<MergeAnswer> Accepted(string lead, string into, string state) =>
        new(new MergeAnswer(lead, into, state), IdentityJson.Default.MergeAnswer, StatusCodes.Status202Accepted);
}
