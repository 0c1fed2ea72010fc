using System.Collections.Immutable;

using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Models;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Leads.Detail;

namespace LeadScoring.Functions.Leads.List;

/// <summary>Which leads are asked for; null = any.</summary>
/// <param name="Model">One model; null = all, unless there is only one.</param>
/// <param name="To">Who has a lead on its route.</param>
internal sealed record LeadFilter(string? Model, string? Grade, string? Route, string? To, string? Stage, int? MinScore)
{
    /// <summary>The parameters of a query that it is read from.</summary>
    public static readonly ImmutableArray<string> Parameters = ["model", "grade", "route", "to", "stage", "minScore"];

    private static readonly string[] Grades = [.. "ABCD".SelectMany(static letter => "1234".Select(number => $"{letter}{number}"))];
    private static readonly string[] Destinations = [.. Enum.GetValues<Destination>().Select(WireNames.For)];
    private static readonly string[] Stages = [.. Enum.GetValues<Stage>().Select(WireNames.For)];

    /// <summary>The same filter has the same text.</summary>
    public string Text => $"{Model}\n{Grade}\n{Route}\n{To}\n{Stage}\n{MinScore}";

    /// <summary>Whether every figure of the model passes.</summary>
    public bool IsOpen => Grade is null && Route is null && To is null && Stage is null && MinScore is null;

    /// <summary>Reads the filter; what is wrong with it, the reader knows.</summary>
    public static LeadFilter Read(QueryReader reader, ImmutableArray<BoardModel> models)
    {
        var model = reader.OneOf("model", [.. models.Select(static model => model.Id)]) ?? (models.Length == 1 ? models[0].Id : null);
        return new LeadFilter(
            model,
            reader.OneOf("grade", Grades),
            reader.OneOf("route", [.. models.Where(known => model is null || known.Id == model).SelectMany(static known => known.Routes).Distinct()]),
            reader.OneOf("to", Destinations),
            reader.OneOf("stage", Stages),
            reader.Whole("minScore", 0, 100));
    }

    /// <summary>Whether a lead's figures of today pass.</summary>
    public bool Takes(CurrentScore figure) =>
        (Grade is null || figure.Snapshot.Grade == Grade)
        && (Route is null || figure.Snapshot.Route == Route)
        && (To is null || WireNames.For(figure.Snapshot.To) == To)
        && (Stage is null || WireNames.For(figure.Lifecycle.Stage) == Stage)
        && (MinScore is null || figure.Snapshot.Score >= MinScore);
}
