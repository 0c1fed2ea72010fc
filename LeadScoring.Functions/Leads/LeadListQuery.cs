using System.Collections.Immutable;

using LeadScoring.Domain.Decisions;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Rescore;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Functions.Leads;

/// <summary>What <c>GET /api/v1/leads</c> is asked.</summary>
/// <param name="Model">One model; null = all.</param>
/// <param name="Limit">Leads of a page.</param>
/// <param name="After">Behind which place of the list; null = from the top.</param>
internal sealed record LeadListQuery(string? Model, string? Grade, string? Route, string? Stage, int? MinScore, int Limit, BoardPosition? After)
{
    public const int MaxLimit = 200;
    private const int DefaultLimit = 50;

    private static readonly string[] Grades = [.. "ABCD".SelectMany(static letter => "1234".Select(number => $"{letter}{number}"))];
    private static readonly string[] Stages = [.. Enum.GetValues<Stage>().Select(DecisionMessages.Name)];

    /// <summary>The same question has the same text, whatever page and however long a page.</summary>
    public string Question => $"{Model}\n{Grade}\n{Route}\n{Stage}\n{MinScore}";

    /// <summary>Whether there is anything to filter by.</summary>
    public bool Filters => Grade is not null || Route is not null || Stage is not null || MinScore is not null;

    /// <summary>Reads the query, or says what is wrong with it.</summary>
    public static (LeadListQuery? Asked, Problem? Problem) Read(IQueryCollection query, ImmutableArray<BoardModel> models)
    {
        var reader = new QueryReader(query, "model", "grade", "route", "stage", "minScore", "sort", "limit", "continuation");
        var model = reader.OneOf("model", [.. models.Select(static model => model.Id)]) ?? (models.Length == 1 ? models[0].Id : null);
        // Over pages the list has one order only, that of the Board; a page in another order would mislead.
        reader.OneOf("sort", ["score"]);
        var asked = new LeadListQuery(
            model,
            reader.OneOf("grade", Grades),
            reader.OneOf("route", [.. models.Where(known => model is null || known.Id == model).SelectMany(static known => known.Routes).Distinct()]),
            reader.OneOf("stage", Stages),
            reader.Whole("minScore", 0, 100),
            reader.Whole("limit", 1, MaxLimit) ?? DefaultLimit,
            null);
        if (reader.Text("continuation") is { } token)
        {
            if (BoardPosition.TryRead(token, asked.Question, out var after))
                asked = asked with { After = after };
            else
                reader.Refuse("continuation", "This continuation was changed, or belongs to another question.", "Send it as it was answered, with the same filters; without it the list begins at the top.");
        }

        return reader.Problem is { } problem ? (null, problem) : (asked, null);
    }

    /// <summary>Whether a lead's figures of today pass the filters.</summary>
    public bool Takes(LeadFigure figure) =>
        (Grade is null || figure.Standing.Grade == Grade)
        && (Route is null || figure.Standing.Route == Route)
        && (Stage is null || DecisionMessages.Name(figure.Lifecycle.Stage) == Stage)
        && (MinScore is null || figure.Standing.Score >= MinScore);
}

/// <summary>A model with the routes under which its leads may stand on the Board.</summary>
internal sealed record BoardModel(string Id, ImmutableArray<string> Routes);
