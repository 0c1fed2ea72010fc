using System.Collections.Immutable;
using System.Text.Json.Serialization;

using LeadScoring.Domain.Decisions;

namespace LeadScoring.Domain.Leads;

/// <summary>Where a lead stands on the Board of a model, so that a list reads those alone whom it may show.</summary>
/// <param name="Route">The shelf: for a lead that marketing has its route, else its stage as <see cref="ShelfOf"/> names it.</param>
/// <param name="Score">Of the visit that put it there.</param>
public sealed record BoardPlace(
    [property: JsonPropertyName("route")] string Route,
    [property: JsonPropertyName("score")] int Score)
{
    /// <summary>Points of score by which figures may differ from the place.</summary>
    public const int Tolerance = 5;

    /// <summary>The shelf of leads that marketing has and somebody is to follow up.</summary>
    public const string FollowUps = Prefix + "follow-up";

    // Ids of routes have no dot.
    private const string Prefix = "stage.";

    /// <summary>Stages that have a shelf of their own.</summary>
    public static ImmutableArray<Stage> Shelves { get; } = [.. Enum.GetValues<Stage>().Where(static stage => stage != Stage.Nurture)];

    /// <summary>The shelf of a stage other than <see cref="Stage.Nurture"/>.</summary>
    public static string ShelfOf(Stage stage) => Prefix + WireNames.For(stage);

    /// <summary>The stage of all leads on a shelf; null where marketing has them.</summary>
    public static Stage? StageOf(string shelf) => Shelves.Cast<Stage?>().FirstOrDefault(stage => ShelfOf(stage!.Value) == shelf);

    /// <summary>Whether a shelf is a route's.</summary>
    public static bool IsOfRoute(string shelf) => !shelf.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The place of a lead; null for one that is not shown.</summary>
    public static BoardPlace? Of(Standing standing, ScoreSnapshot snapshot)
    {
        if (!standing.IsShown)
            return null;
        var shelf = standing.Stage != Stage.Nurture ? ShelfOf(standing.Stage) : standing.HasFollowUps ? FollowUps : snapshot.Route;
        return new BoardPlace(shelf, standing.HasScore ? snapshot.Score : 0);
    }

    /// <summary>Whether a lead may stay here that belongs there: the same shelf, and a score that is less than <see cref="Tolerance"/> away.</summary>
    public bool Fits(BoardPlace other) => Route == other.Route && Math.Abs(Score - other.Score) < Tolerance;
}
