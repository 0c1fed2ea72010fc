using System.Collections.Immutable;

using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Leads.Detail;

namespace LeadScoring.Functions.Leads.List;

/// <summary>Which leads are asked for. All parts that are given must hold; an empty list and null take any.</summary>
internal sealed record LeadFilter
{
    /// <summary>The attribute of which models see the code, however it was written.</summary>
    public const string Country = "country";

    /// <summary>One model; null = all, unless there is only one.</summary>
    public string? Model { get; init; }

    public ImmutableArray<string> Grades { get; init; } = [];

    /// <summary>The route, fast track or persona of the hand-off while sales has a lead; else the route of its score.</summary>
    public ImmutableArray<string> Routes { get; init; } = [];

    /// <summary>The route of the score alone.</summary>
    public ImmutableArray<string> ScoreRoutes { get; init; } = [];

    /// <summary>Where a lead went by the newest decision.</summary>
    public ImmutableArray<string> To { get; init; } = [];

    public ImmutableArray<string> Owners { get; init; } = [];

    public ImmutableArray<string> Stages { get; init; } = [];

    /// <summary>Handed off, and nobody has answered or a call is promised.</summary>
    public bool? Waiting { get; init; }

    /// <summary>A response, a promised call or a follow-up is due and was not given.</summary>
    public bool? Overdue { get; init; }

    /// <summary>Has done something since.</summary>
    public DateTimeOffset? Since { get; init; }

    public int? MinScore { get; init; }

    /// <summary>The words looked for, of name, company or address, as <see cref="SearchTerms"/> makes them; null = none are.</summary>
    public ImmutableArray<string>? Words { get; init; }

    /// <summary>The address looked for; null where something else is.</summary>
    public EmailAddress? Address { get; init; }

    /// <summary>Attributes with the values that they may have.</summary>
    public ImmutableArray<(string Name, ImmutableArray<string> Values)> Profile { get; init; } = [];

    /// <summary>The same filter has the same text.</summary>
    public string Text => string.Join('\n', (string?[])[
        Model, Join(Grades), Join(Routes), Join(ScoreRoutes), Join(To), Join(Owners), Join(Stages), $"{Waiting}", $"{Overdue}", $"{Since?.UtcTicks}", $"{MinScore}",
        Words is { } words ? Join(words) : "-", .. Profile.Select(static entry => $"{entry.Name}={Join(entry.Values)}")]);

    /// <summary>Whether the shelf of a lead tells all: then every lead of the shelves in question passes, and nobody has to be read for the number.</summary>
    public bool IsToldByShelf => Grades.IsEmpty && Routes.IsEmpty && ScoreRoutes.IsEmpty && Waiting is null && Overdue is null && Since is null && MinScore is null
        && Words is null && Profile.IsEmpty && !Splits(To) && !Splits(Owners);

    /// <summary>Whether leads of a shelf can pass.</summary>
    public bool MayPass(string shelf)
    {
        if (BoardPlace.StageOf(shelf) is { } stage)
        {
            var life = Lifecycle.New with { Stage = stage };
            return (Stages.IsEmpty || Stages.Contains(WireNames.For(stage)))
                && (To.IsEmpty || (life.IsWithSales ? To.Any(IsTeam) : To.Contains(WireNames.ToFor(life))))
                && (Owners.IsEmpty || (life.IsWithSales ? Owners.Any(IsTeam) : Owners.Contains(WireNames.OwnerFor(life))))
                && (Waiting is not true || life.IsOpen);
        }

        return MayBeWithMarketing()
            && (shelf == BoardPlace.FollowUps || (Overdue is not true && MayBeOn(Routes, shelf) && MayBeOn(ScoreRoutes, shelf)));
    }

    /// <summary>Whether a lead passes, under whichever model.</summary>
    public bool Takes(LeadState state, DateTimeOffset? lastActivity) =>
        (Since is null || lastActivity >= Since)
        && (Words is not { } words || SearchTerms.Match(SearchTerms.Of(state), words))
        && Profile.All(field => field.Name == Country ? HasOneOf(Countries.CodeOf(state.Profile[Country]), field.Values) : HasOneOf(state.Profile[field.Name], field.Values));

    /// <summary>Whether a lead's figures of today pass.</summary>
    public bool Takes(CurrentScore figure)
    {
        var standing = figure.Standing;
        return Has(Stages, WireNames.For(standing.Stage))
            && Has(To, standing.To)
            && Has(Owners, standing.Owner)
            && Has(Routes, standing.Route)
            && (ScoreRoutes.IsEmpty || (standing.HasScore && ScoreRoutes.Contains(figure.Snapshot.Route)))
            && (Grades.IsEmpty || (standing.HasScore && figure.Snapshot.Grade is { } grade && Grades.Contains(grade)))
            && (MinScore is null || (standing.HasScore && figure.Snapshot.Score >= MinScore))
            && (Waiting is null || Waiting == figure.Lifecycle.IsToBeCalled)
            && (Overdue is null || Overdue == figure.IsOverdue);
    }

    private static bool Has(ImmutableArray<string> allowed, string? value) => allowed.IsEmpty || (value is not null && allowed.Contains(value));

    private static bool HasOneOf(FieldValue value, ImmutableArray<string> wanted) =>
        !value.IsMissing && (value.IsList ? value.Items.ToArray() : [value.Text!]).Any(text => wanted.Contains(text.Trim(), StringComparer.OrdinalIgnoreCase));

    private static bool MayBeOn(ImmutableArray<string> routes, string shelf) => routes.IsEmpty || routes.Contains(shelf);

    private static bool IsTeam(string team) => team == WireNames.For(Destination.Sales) || team == WireNames.For(Destination.InsideSales);

    // A shelf does not tell sales from inside sales.
    private static bool Splits(ImmutableArray<string> teams) => teams.Count(IsTeam) == 1;

    private static string Join(ImmutableArray<string> values) => string.Join(',', values);

    private bool MayBeWithMarketing()
    {
        var nurture = Lifecycle.New;
        return (Stages.IsEmpty || Stages.Contains(WireNames.For(nurture.Stage)))
            && (To.IsEmpty || To.Contains(WireNames.ToFor(nurture)))
            && (Owners.IsEmpty || Owners.Contains(WireNames.OwnerFor(nurture)))
            && Waiting is not true;
    }
}
