using System.Collections.Immutable;
using System.Text.Json;

using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Functions.Access;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Models;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Publishing;

/// <summary>Notes that somebody approves a draft. An approval is for exactly one text, and of one caller.</summary>
public sealed class ApproveHandler(ModelStore store, ApprovalStore approvals)
{
    private const int BodyBytes = 16 * 1024;

    /// <summary>Approves the draft.</summary>
    public async Task<IActionResult> Handle(string model, HttpRequest request, CancellationToken cancellation)
    {
        var (hash, refusal) = await ReadHash(request, cancellation);
        if (hash is null)
            return refusal!.ToResult();
        if (await store.Draft(model, cancellation) is not { } text)
            return PublishProblems.NoDraft(model).ToResult();
        if (ModelHash.Of(text) is var current && current != hash)
            return PublishProblems.OtherDraft(current).ToResult();
        var needed = await Needed(model, text, cancellation);
        if (needed.IsEmpty)
            return PublishProblems.NothingToApprove.ToResult();

        var caller = Caller.Of(request.HttpContext);
        var roles = needed.Select(ApprovalStore.RoleOf).Where(role => caller?.Roles.Contains(role) ?? false).ToList();
        if (caller is null || roles.Count == 0)
            return PublishProblems.NotAsked(await approvals.Find(model, text, needed, cancellation)).ToResult();
        await approvals.Approve(model, current, caller.Id, roles, cancellation);
        return new JsonResult<ApproveAnswer>(new ApproveAnswer(model, current, await approvals.Find(model, text, needed, cancellation)), PublishingJson.Default.ApproveAnswer);
    }

    private async Task<ImmutableArray<RuleOwner>> Needed(string model, string text, CancellationToken cancellation)
    {
        var live = await store.ActiveVersion(model, cancellation) is { } version ? await store.Version(model, version, cancellation) : null;
        return ModelLoader.Load(text).Definition is { } definition ? ModelsHandler.NeededApprovals(definition, live is null ? null : ModelLoader.Load(live).Definition) : [];
    }

    private static async Task<(string? Hash, Problem? Refusal)> ReadHash(HttpRequest request, CancellationToken cancellation)
    {
        var (body, refusal) = await BodyReader.Read(request, BodyBytes, cancellation);
        if (refusal is not null)
            return (null, refusal);
        try
        {
            return JsonSerializer.Deserialize(body, PublishingJson.Default.ApproveRequest)?.Hash is { Length: > 0 } hash ? (hash, null) : (null, PublishProblems.NoHash);
        }
        catch (JsonException)
        {
            return (null, PublishProblems.NoHash);
        }
    }
}
