using System.Collections.Immutable;
using System.Globalization;

using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Comparing;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Models;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Publishing;

/// <summary>Shows the versions of a model, and what is different between two of its documents.</summary>
public sealed class VersionsHandler(ModelStore store)
{
    private const string Draft = "draft";
    private const string Active = "active";

    /// <summary>The versions, newest first.</summary>
    public async Task<IActionResult> List(string model, CancellationToken cancellation)
    {
        if (await store.ActiveVersion(model, cancellation) is not { } active)
            return PublishProblems.Unknown(model).ToResult();
        var versions = (await store.Versions(model, cancellation)).Reverse();
        return new JsonResult<VersionList>(
            new VersionList(model, active, [.. versions.Select(static v => new VersionDetail(v.Version, v.Author, v.Reason, v.At, v.Says, v.AtOnce, v.PerWeek, v.RollbackTo, v.Changes))]),
            PublishingJson.Default.VersionList);
    }

    /// <summary>What is different between two versions, or a version and the draft.</summary>
    public async Task<IActionResult> Diff(string model, IQueryCollection query, CancellationToken cancellation)
    {
        var reader = new QueryReader(query, "from", "to");
        var (from, to) = (Name(reader, "from", Active), Name(reader, "to", Draft));
        if (reader.Problem is { } problem)
            return problem.ToResult();
        var (old, oldProblem) = await Find(model, from, cancellation);
        var (next, nextProblem) = await Find(model, to, cancellation);
        if ((oldProblem ?? nextProblem) is { } refusal)
            return refusal.ToResult();

        var changes = ModelDiff.Between(old!.Definition, next!.Definition);
        return new JsonResult<DiffAnswer>(
            new DiffAnswer(model, old.Name, next.Name, changes.IsEmpty, old.Text == next.Text, [.. changes.Select(ItemOf)]),
            PublishingJson.Default.DiffAnswer);
    }

    /// <summary>A change as answers have it.</summary>
    public static ChangeItem ItemOf(ModelChange change) => new(change.Kind.ToString().ToLowerInvariant(), change.Part, change.Id, change.Aspect, change.Old, change.New, change.Text);

    private static string Name(QueryReader reader, string name, string usual)
    {
        if (reader.Text(name) is not { } text || text is Draft or Active)
            return reader.Text(name) ?? usual;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1)
            reader.Refuse(name, $"'{name}' must be a version.", "Use the number of a version, active or draft.");
        return text;
    }

    private async Task<(Compared? Document, Problem? Refusal)> Find(string model, string name, CancellationToken cancellation)
    {
        var number = name == Draft ? null : name == Active ? await store.ActiveVersion(model, cancellation) : int.Parse(name, CultureInfo.InvariantCulture);
        var text = name == Draft ? await store.Draft(model, cancellation) : number is { } version ? await store.Version(model, version, cancellation) : null;
        if (text is null)
            return (null, Problem.NotFound("LS-DIFF-001", $"The model '{model}' has no version '{name}'.", name == Draft ? $"Save a draft with PUT /api/v1/models/{model}." : "GET .../versions lists what was published."));
        var shown = number?.ToString(CultureInfo.InvariantCulture) ?? Draft;
        return ModelLoader.Load(text).Definition is { } definition
            ? (new Compared(shown, text, definition), null)
            : (null, Problem.Conflict("LS-DIFF-002", $"The document '{shown}' cannot be read any more: the language has changed.", "Send it to POST /api/v1/models/validate, which says what is wrong, and save a corrected draft."));
    }

    private sealed record Compared(string Name, string Text, ModelDefinition Definition);
}
