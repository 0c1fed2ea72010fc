using System.Text;

using LeadScoring.Domain.Models.Linting;
using LeadScoring.Functions.Access;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Previews;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Publishing;

/// <summary>Checks documents as a publish does, and saves them as drafts.</summary>
public sealed class DraftHandler(DraftStore drafts, LogVocabulary log, DraftChecks checks)
{
    private const int BodyBytes = 256 * 1024;
    private const string FixAndRepeat = "Fix the places below and send it again.";

    /// <summary>Saves a draft that loads, whatever lint says, under the condition that the request has.</summary>
    public async Task<IActionResult> Put(string model, HttpRequest request, CancellationToken cancellation)
    {
        var (condition, wrong) = DraftCondition.Read(request.Headers);
        if (condition is null)
            return wrong!.ToResult();
        var (text, refusal) = await ReadText(request, cancellation);
        if (refusal is not null)
            return refusal.ToResult();

        var found = await checks.Check(text!, null, cancellation);
        if (found.Definition is not { } definition)
            return ModelChecks.Refuse(found.Problems, FixAndRepeat).ToResult();
        if (definition.Id != model)
            return OtherModel(model, definition.Id).ToResult();

        var (isSaved, other) = await drafts.Save(model, text!, Caller.Of(request.HttpContext)?.Id, condition, cancellation);
        return isSaved
            ? Ok(model, text, found)
            : (condition.IsForNew ? DraftProblems.Exists(model, other) : DraftProblems.Changed(model, other)).ToResult();
    }

    /// <summary>Discards a draft, under the condition that the request has. The active version stays.</summary>
    public async Task<IActionResult> Discard(string model, HttpRequest request, CancellationToken cancellation)
    {
        var (condition, wrong) = DraftCondition.Read(request.Headers);
        if (condition is null)
            return wrong!.ToResult();
        var (outcome, other) = await drafts.Discard(model, condition, cancellation);
        return outcome switch
        {
            Discarded.Done => NoContent.Instance,
            Discarded.NoDraft => DraftProblems.NoDraft(model).ToResult(),
            _ => DraftProblems.Changed(model, other).ToResult(),
        };
    }

    /// <summary>Checks a document as a publish does; stores nothing.</summary>
    public async Task<IActionResult> Validate(HttpRequest request, CancellationToken cancellation)
    {
        var query = new QueryReader(request.Query, "log");
        var againstLog = query.Truth("log") ?? false;
        if (query.Problem is { } wrong)
            return wrong.ToResult();
        var (text, refusal) = await ReadText(request, cancellation);
        if (refusal is not null)
            return refusal.ToResult();

        var vocabulary = againstLog ? Vocabulary.WithLog((await log.Read(LogVocabulary.UsualLeads, cancellation)).Words) : null;
        var found = await checks.Check(text!, vocabulary, cancellation);
        return found.HasErrors ? ModelChecks.Refuse(found.Problems, FixAndRepeat).ToResult() : Ok(found.Definition!.Id, saved: null, found);
    }

    private static async Task<(string? Text, Problem? Refusal)> ReadText(HttpRequest request, CancellationToken cancellation)
    {
        var (body, refusal) = await BodyReader.Read(request, BodyBytes, cancellation);
        if (refusal is not null)
            return (null, refusal);
        try
        {
            return (new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(body!), null);
        }
        catch (DecoderFallbackException)
        {
            return (null, Problem.BadRequest("LS-HTTP-400", "The document is not valid UTF-8.", "Save it as UTF-8 and send it again."));
        }
    }

    private static JsonResult<DraftAnswer> Ok(string model, string? saved, CheckedModel found) =>
        new(new DraftAnswer(model, saved is not null, ModelChecks.Findings(found.Problems)), ModelsJson.Default.DraftAnswer) { Tag = saved is null ? null : DraftCondition.TagOf(saved) };

    private static Problem OtherModel(string address, string document) => Problem.BadRequest(
        "LS-PUBLISH-003", $"The document is the model '{document}', but the address says '{address}'.", $"Send it to /api/v1/models/{document}, or write 'model: {address}'.");
}
