using System.Globalization;
using System.Text.Json;

using LeadScoring.Domain.Events;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Models;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Previews;

/// <summary>Answers <c>POST /api/v1/models/{model}/preview</c> from what is computed, and has computed what is missing or old.</summary>
public sealed class PreviewHandler(ModelStore store, PreviewStore previews, PreviewStarter starter, PreviewResults results, PreviewAnswers answers)
{
    // The document in JSON, where each of its characters may take several.
    private const int BodyBytes = 1024 * 1024;
    private const int MostCapacity = 1_000_000;
    private const int RetryAfterSeconds = 2;

    /// <summary>The preview, or how far it is.</summary>
    public async Task<IActionResult> Handle(string model, HttpRequest request, CancellationToken cancellation)
    {
        var (asked, refusal) = await Read(request, cancellation);
        if (asked is null)
            return refusal!.ToResult();
        if ((asked.Yaml ?? await store.Draft(model, cancellation)) is not { } text)
            return Problem.NotFound("LS-PREVIEW-002", $"The model '{model}' has no draft.", $"Save one with PUT /api/v1/models/{model}, or send the document as \"yaml\".").ToResult();
        var loaded = ModelLoader.Load(text);
        if (loaded.Definition is not { } definition)
            return ModelChecks.Refuse(loaded.Problems, "Fix the places below and send it again.").ToResult();
        if (definition.Id != model)
            return OtherModel(model, definition.Id).ToResult();

        var live = await store.ActiveVersion(model, cancellation) ?? 0;
        var buckets = asked.Buckets ?? LeadIds.Buckets;
        var run = await previews.Find(PreviewRun.IdOf(model, text, live, buckets), cancellation) ?? await starter.Start(model, text, live, buckets, null, cancellation);
        var result = await results.Read(run, cancellation);
        if (result.IsDone && results.IsFresh(run))
            return new JsonResult<PreviewAnswer>(await answers.Of(run, definition, result.Figures, asked.Capacity, cancellation), PreviewsJson.Default.PreviewAnswer);
        if (!result.IsDone)
        {
            await starter.Remind(run, result.Parts, cancellation);
            return Computing(run, result.BucketsDone, result.Figures.Leads);
        }

        return Computing(await starter.Start(model, text, live, buckets, run, cancellation), 0, 0);
    }

    private static ComputingPreviewResult Computing(PreviewRun run, int bucketsDone, int tried) =>
        new(new PreviewProgress("computing", run.Model, ModelHash.Of(run.Text), bucketsDone, run.Buckets, tried, RetryAfterSeconds));

    private static async Task<(PreviewRequest? Asked, Problem? Refusal)> Read(HttpRequest request, CancellationToken cancellation)
    {
        var (body, refusal) = await BodyReader.Read(request, BodyBytes, cancellation);
        if (body is null)
            return (null, refusal);
        if (body.Length == 0)
            return (new PreviewRequest(), null);
        JsonElement root;
        try
        {
            using var json = JsonDocument.Parse(body);
            root = json.RootElement.Clone();
        }
        catch (JsonException)
        {
            return (null, Problem.BadRequest("LS-PREVIEW-001", "The body must be a JSON object.", "Send { }, or { \"capacity\": 40, \"buckets\": 16 }."));
        }

        var faults = new List<RequestError>();
        var asked = new PreviewRequest(Yaml(root, faults), Whole(root, "capacity", 1, MostCapacity, faults), Whole(root, "buckets", 1, LeadIds.Buckets, faults));
        foreach (var name in Unknown(root))
            faults.Add(new RequestError(JsonPointers.Member("", name), "LS-PREVIEW-001", "This name is not known here.", "Use yaml, capacity, buckets."));
        return faults.Count == 0 ? (asked, null) : (null, Problem.BadRequest("LS-PREVIEW-001", faults[0].Detail, faults[0].Fix, faults));
    }

    private static string? Yaml(JsonElement root, List<RequestError> faults)
    {
        if (!JsonText.TryFind(root, "yaml", out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (JsonText.TextOf(value) is { } text)
            return text;
        faults.Add(new RequestError("/yaml", "LS-PREVIEW-001", "'yaml' must be text.", "Write the document as one text, or leave it out for the draft."));
        return null;
    }

    private static int? Whole(JsonElement root, string name, int from, int to, List<RequestError> faults)
    {
        if (!JsonText.TryFind(root, name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= from && number <= to)
            return number;
        faults.Add(new RequestError("/" + name, "LS-PREVIEW-001", $"'{name}' must be a whole number.", string.Create(CultureInfo.InvariantCulture, $"Write a number from {from} to {to}.")));
        return null;
    }

    private static IEnumerable<string> Unknown(JsonElement root) => root.ValueKind != JsonValueKind.Object
        ? ["..."]
        : root.EnumerateObject().Select(static member => JsonText.NameOf(member) ?? "...").Where(static name => name is not ("yaml" or "capacity" or "buckets"));

    private static Problem OtherModel(string address, string document) => Problem.BadRequest(
        "LS-PUBLISH-003", $"The document is the model '{document}', but the address says '{address}'.", $"Send it to /api/v1/models/{document}/preview, or write 'model: {address}'.");

    /// <summary>202 with <c>Retry-After</c>: the preview is being computed.</summary>
    private sealed class ComputingPreviewResult(PreviewProgress progress) : IActionResult
    {
        public Task ExecuteResultAsync(ActionContext context)
        {
            context.HttpContext.Response.Headers.RetryAfter = progress.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
            return new JsonResult<PreviewProgress>(progress, PreviewsJson.Default.PreviewProgress, StatusCodes.Status202Accepted).ExecuteResultAsync(context);
        }
    }
}
