using System.Collections.Immutable;

using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Scoring;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Leads.List;

/// <summary>Knows the partitions of the Board.</summary>
public sealed class BoardModels(ModelCatalog catalog, BoardForm form)
{
    /// <summary>Leads whose rebuild is not done stand under routes of an older version; this many versions back are looked at.</summary>
    private const int VersionsBack = 5;

    /// <summary>The active models with the routes that a row of theirs may stand under.</summary>
    internal async Task<ImmutableArray<BoardModel>> Active(CancellationToken cancellation)
    {
        var models = ImmutableArray.CreateBuilder<BoardModel>();
        foreach (var active in await catalog.Active(cancellation))
        {
            var routes = RoutesOf(active).ToList();
            for (var version = active.Version - 1; version >= Math.Max(1, active.Version - VersionsBack); version--)
                routes.AddRange(await RoutesOf(active.Id, version, cancellation));
            models.Add(new BoardModel(active.Id, [.. routes.Distinct(StringComparer.Ordinal)], EntriesOf(active.Model.Definition), active.Model.Definition.Points is not null));
        }

        return models.DrainToImmutable();
    }

    /// <summary>The part of the Board on which the leads stand that a filter asks for.</summary>
    internal async Task<BoardScope> Scope(LeadFilter filter, ImmutableArray<BoardModel> models, CancellationToken cancellation)
    {
        // Until all leads are filed by stage, those of an older app may stand on the shelf of any route.
        var isFiled = await form.IsCurrent(cancellation);
        return new BoardScope(
            filter,
            (await catalog.Active(cancellation)).RemoveAll(model => filter.Model is not null && model.Id != filter.Model),
            models
                .Where(model => filter.Model is null || model.Id == filter.Model)
                .SelectMany(static model => model.Shelves.Select(shelf => (model.Id, Shelf: shelf)))
                .Where(place => (!isFiled && BoardPlace.IsOfRoute(place.Shelf)) || filter.MayPass(place.Shelf))
                .Select(static place => BoardRows.Partition(place.Id, place.Shelf))
                .ToImmutableHashSet(StringComparer.Ordinal),
            isFiled);
    }

    private async Task<IEnumerable<string>> RoutesOf(string modelId, int version, CancellationToken cancellation)
    {
        try
        {
            return RoutesOf(await catalog.Version(modelId, version, cancellation));
        }
        catch (InvalidOperationException)
        {
            // A version that this app cannot read any more: no lead can be evaluated by it either.
            return [];
        }
    }

    private static ImmutableArray<string> EntriesOf(ModelDefinition model) =>
        [.. model.FastTracks.Select(static track => track.Id), .. model.Personas.Where(static persona => persona.To is not null).Select(static persona => persona.Id)];

    private static IEnumerable<string> RoutesOf(VersionedModel model) =>
        // Without the gate no lead stands there, and a page of the list has one partition less to read.
        [.. model.Model.Definition.Routes.Select(static route => route.Id), .. model.Model.Definition.Gates.Proven ? [Scorecard.NeedsProof] : (string[])[], Scorecard.NeedsInfo, Scorecard.Inactive, Scorecard.Nurture];
}

/// <summary>A model as the Board knows it.</summary>
/// <param name="Routes">Those on which a score may put a lead, of the last versions too.</param>
/// <param name="Entries">Fast tracks and personas that hand leads off.</param>
/// <param name="AddsUp">Its points add up: it has no grades, and its scores have no upper end.</param>
internal sealed record BoardModel(string Id, ImmutableArray<string> Routes, ImmutableArray<string> Entries, bool AddsUp = false)
{
    /// <summary>The shelves on which its leads may stand.</summary>
    public IEnumerable<string> Shelves => [.. Routes, BoardPlace.FollowUps, .. BoardPlace.Shelves.Select(BoardPlace.ShelfOf)];
}
