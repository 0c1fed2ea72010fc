using System.Collections.Immutable;
using System.Globalization;

using LeadScoring.Functions.Http;
using LeadScoring.Functions.Leads.Detail;

namespace LeadScoring.Functions.Leads.List;

/// <summary>The columns of <c>leads.csv</c>: a lead under one model is a row. Columns are only ever added, and at the end: people build on their places.</summary>
internal static class LeadColumns
{
    private const int MostReasons = Domain.Scoring.Explaining.Reasons.Most + 1;

    /// <summary>In order.</summary>
    public static readonly ImmutableArray<LeadColumn> All =
    [
        new("id", static (lead, _) => lead.Id),
        new("email", static (lead, _) => lead.Email),
        new("model", static (_, model) => model.Model),
        new("version", static (_, model) => Number(model.Version)),
        new("score", static (_, model) => Number(model.Score)),
        new("grade", static (_, model) => model.Grade),
        new("route", static (_, model) => model.Route),
        new("to", static (_, model) => model.To),
        new("stage", static (_, model) => model.Stage),
        new("epoch", static (_, model) => Number(model.Epoch)),
        new("respondBy", static (_, model) => Time(model.RespondBy)),
        new("priority", static (_, model) => Number(model.Priority)),
        new("flames", static (_, model) => Number(model.Flames)),
        new("known", static (_, model) => Number(model.Known)),
        new("until", static (_, model) => model.Until?.ToString()),
        new("reasons", static (_, model) => string.Join("; ", (model.Reasons ?? []).Take(MostReasons))),
        new("firstSeenAt", static (lead, _) => Time(lead.FirstSeenAt)),
        new("lastActivityAt", static (lead, _) => Time(lead.LastActivityAt) ?? lead.LastActivity?.ToString()),
        Attribute("company"),
        Attribute("jobTitle"),
        Attribute("country"),
        Attribute("phone"),
        new("owner", static (_, model) => model.Owner),
        new("because", static (_, model) => model.Because.Text),
        new("scoreRoute", static (_, model) => model.ScoreRoute),
        new("scoreTo", static (_, model) => model.ScoreTo),
        new("overdue", static (_, model) => model.Overdue ? "true" : "false"),
        Attribute("firstName"),
        Attribute("lastName"),
        new("progress", static (_, model) => Number(model.Progress)),
        new("target", static (_, model) => model.Target?.ToString("0.###", CultureInfo.InvariantCulture)),
        new("status", static (_, model) => model.Status),
        new("callAgainBy", static (_, model) => Time(model.CallAgainBy)),
    ];

    private static LeadColumn Attribute(string name) => new(name, (lead, _) => lead.Profile.GetValueOrDefault(name) switch
    {
        string text => text,
        string[] texts => string.Join("; ", texts),
        _ => null,
    });

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? Time(DateTime? utc) => utc is { } time ? TimeText.Of(time) : null;
}

/// <param name="Name">Of the header.</param>
/// <param name="Value">What stands in it; null = nothing is known.</param>
internal sealed record LeadColumn(string Name, Func<LeadItem, LeadModelItem, string?> Value);
