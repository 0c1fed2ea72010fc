using System.Globalization;
using System.Text;
using System.Text.Json;

using LeadScoring.Domain.Events;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Configuration;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Models;

/// <summary>Answers the routes under <c>/api/v1/models</c>.</summary>
public sealed class ModelsHandler(
    ModelStore store, ModelCatalog catalog, RebuildRequests rebuilds, AppOptions options, LeadStore leads, LeadAddress address, TimeProvider clock)
{
    private const string NewGate =
        "From this version on the gate 'proven' holds: a lead of whom only strangers could have told is on the route needs-proof, not with sales. To go on without it, write gates: { proven: false }.";

    private const string NewNumbers = "From this version on numbers are read as people write them, such as 1,200 and 51-200 employees.";

    private const int BodyBytes = 256 * 1024;
    private const int TextCharacters = 1000;
    private const string MendAndRepeat = "Fix the places below and send it again.";

    /// <summary>All models.</summary>
    public async Task<IActionResult> List(CancellationToken cancellation)
    {
        var items = new List<ModelItem>();
        foreach (var id in await store.Ids(cancellation))
        {
            var draft = await store.Draft(id, cancellation);
            var version = await store.ActiveVersion(id, cancellation);
            var text = version is { } number ? await store.Version(id, number, cancellation) : draft;
            items.Add(new ModelItem(id, ModelLoader.Load(text ?? "").Definition?.Title ?? id, version, draft is not null));
        }

        return Ok(new ModelList(items), ModelsJson.Default.ModelList);
    }

    /// <summary>One model: its draft, else its active version; or the version asked for with <c>?version=</c>.</summary>
    public async Task<IActionResult> Get(string model, string? versionText, CancellationToken cancellation)
    {
        var active = await store.ActiveVersion(model, cancellation);
        var versions = await store.Versions(model, cancellation);
        var draft = versionText is null ? await store.Draft(model, cancellation) : null;
        var number = active;
        if (versionText is not null)
        {
            if (!int.TryParse(versionText, NumberStyles.None, CultureInfo.InvariantCulture, out var asked))
                return NoVersion(model, versionText, versions.Length).ToResult();
            number = asked;
        }

        var text = draft ?? (number is { } version ? await store.Version(model, version, cancellation) : null);
        if (text is null)
            return (versionText is null ? Unknown(model) : NoVersion(model, versionText, versions.Length)).ToResult();
        return Ok(
            new ModelAnswer(model, active, draft is not null, text, [.. versions.Select(v => new VersionItem(v.Version, v.Author, v.Reason, v.At))]),
            ModelsJson.Default.ModelAnswer);
    }

    /// <summary>Saves a draft.</summary>
    public async Task<IActionResult> Put(string model, HttpRequest request, CancellationToken cancellation)
    {
        var (text, refusal) = await ReadText(request, cancellation);
        if (refusal is not null)
            return refusal.ToResult();

        var (definition, problems) = ModelChecks.Check(text!, Day.Of(clock.GetUtcNow()));
        if (definition is null)
            return ModelChecks.Refuse(problems, MendAndRepeat).ToResult();
        if (definition.Id != model)
            return OtherModel(model, definition.Id).ToResult();

        await store.SaveDraft(model, text!, cancellation);
        return Ok(new DraftAnswer(model, true, [.. problems.Select(ModelChecks.Finding)]), ModelsJson.Default.DraftAnswer);
    }

    /// <summary>Checks a document; stores nothing.</summary>
    public async Task<IActionResult> Validate(HttpRequest request, CancellationToken cancellation)
    {
        var (text, refusal) = await ReadText(request, cancellation);
        if (refusal is not null)
            return refusal.ToResult();

        var (definition, problems) = ModelChecks.Check(text!, Day.Of(clock.GetUtcNow()));
        return definition is null
            ? ModelChecks.Refuse(problems, MendAndRepeat).ToResult()
            : Ok(new DraftAnswer(definition.Id, false, [.. problems.Select(ModelChecks.Finding)]), ModelsJson.Default.DraftAnswer);
    }

    /// <summary>Publishes the draft as the next version and starts the rebuild.</summary>
    public async Task<IActionResult> Publish(string model, HttpRequest request, CancellationToken cancellation)
    {
        var (publish, refusal) = await ReadPublish(request, cancellation);
        if (refusal is not null)
            return refusal.ToResult();
        if (await store.Draft(model, cancellation) is not { } text)
            return NoDraft(model).ToResult();

        var now = clock.GetUtcNow();
        var (definition, problems) = ModelChecks.Check(text, Day.Of(now));
        if (problems.Any(problem => problem.Severity == ProblemSeverity.Error))
            return ModelChecks.Refuse(problems, "Fix the draft with PUT and publish again. Nothing was published.").ToResult();

        var note = await NoteOn(model, definition!, cancellation);
        var version = await store.Publish(model, text, publish!.Author!, publish.Reason!, now, cancellation);
        catalog.Forget();
        // Other processes may go on with the old version until their cache has run out.
        var delay = options.SingleProcess ? TimeSpan.Zero : ModelCatalog.Lifetime + TimeSpan.FromSeconds(5);
        await rebuilds.AskAll(model, delay, cancellation);
        return new JsonResult<PublishAnswer>(
            new PublishAnswer(version, $"/api/v1/models/{model}/rebuild", note), ModelsJson.Default.PublishAnswer, StatusCodes.Status202Accepted);
    }

    /// <summary>Progress of the rebuild for the active version.</summary>
    public async Task<IActionResult> Progress(string model, CancellationToken cancellation)
    {
        if (await store.ActiveVersion(model, cancellation) is not { } version)
            return Unknown(model).ToResult();

        var buckets = (await store.Progress(model, cancellation)).Where(bucket => bucket.Version == version).ToList();
        var done = buckets.Count(bucket => bucket.IsDone);
        var state = done == LeadIds.Buckets ? "done" : "running";
        return Ok(new RebuildAnswer(version, state, done, LeadIds.Buckets, buckets.Sum(bucket => bucket.Leads)), ModelsJson.Default.RebuildAnswer);
    }

    /// <summary>Rebuilds one lead, named by its id or e-mail address, under every active model.</summary>
    public async Task<IActionResult> RebuildLead(string lead, CancellationToken cancellation)
    {
        if (address.IdOf(lead) is not { } leadId || await leads.ReadReadable(leadId, cancellation) is not { State.ErasedAt: null } read)
            return LeadAddress.Unknown.ToResult();

        // What is in them is computed from the log.
        await leads.Delete(leadId, read.Broken.Select(static row => row.RowKey).Where(static row => row.StartsWith(RowKeys.ModelPrefix, StringComparison.Ordinal)), cancellation);
        foreach (var model in await catalog.Active(cancellation))
            await rebuilds.Ask(model.Id, leadId, cancellation);
        return new StatusCodeResult(StatusCodes.Status202Accepted);
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

    private static async Task<(PublishRequest? Publish, Problem? Refusal)> ReadPublish(HttpRequest request, CancellationToken cancellation)
    {
        var (body, refusal) = await BodyReader.Read(request, BodyBytes, cancellation);
        if (refusal is not null)
            return (null, refusal);
        PublishRequest? publish = null;
        try
        {
            publish = body!.Length == 0 ? null : JsonSerializer.Deserialize(body, ModelsJson.Default.PublishRequest);
        }
        catch (JsonException)
        {
            // Answered below: what is needed is the same.
        }

        return IsText(publish?.Author) && IsText(publish?.Reason)
            ? (publish, null)
            : (null, Problem.BadRequest(
                "LS-PUBLISH-001",
                "A publish needs its author and reason, so that people can read the history later.",
                "Send { \"author\": \"ann@acme.example\", \"reason\": \"pricing page counts twice\" }."));
    }

    // A version from before there was the gate goes without it: its authors did not choose that, and may miss leads that went to sales until now.
    private async Task<string?> NoteOn(string model, ModelDefinition next, CancellationToken cancellation)
    {
        if (await store.ActiveVersion(model, cancellation) is not { } version)
            return null;
        try
        {
            var last = (await catalog.Version(model, version, cancellation)).Model.Definition;
            string?[] notes = [next.Gates.Proven && !last.Gates.Proven ? NewGate : null, last.ReadsWrittenNumbers ? null : NewNumbers];
            return string.Join(' ', notes.OfType<string>()) is { Length: > 0 } note ? note : null;
        }
        catch (InvalidOperationException)
        {
            // A version that this app cannot read any more is mended by this very publish.
            return null;
        }
    }

    private static bool IsText(string? text) => !string.IsNullOrWhiteSpace(text) && text.Length <= TextCharacters;

    private static JsonResult<T> Ok<T>(T value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) => new(value, type);

    private static Problem Unknown(string model) => Problem.NotFound(
        "LS-PUBLISH-404", $"The model '{model}' does not exist.", "Use one of GET /api/v1/models, or create it with PUT.");

    private static Problem NoVersion(string model, string version, int versions) => Problem.NotFound(
        "LS-PUBLISH-404", $"The model '{model}' has no version '{version}'.", versions == 0 ? "It was never published." : $"Versions go from 1 to {versions}.");

    private static Problem NoDraft(string model) => Problem.NotFound(
        "LS-PUBLISH-002", $"The model '{model}' has no draft.", $"Send the document with PUT /api/v1/models/{model} first.");

    private static Problem OtherModel(string address, string document) => Problem.BadRequest(
        "LS-PUBLISH-003", $"The document is the model '{document}', but the address says '{address}'.", $"Send it to /api/v1/models/{document}, or write 'model: {address}'.");
}
