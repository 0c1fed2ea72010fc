using System.Globalization;

namespace LeadScoring.Domain.Models.Comparing;

/// <summary>Takes a model apart into what is compared.</summary>
internal static class ModelParts
{
    /// <summary>Parts of which the first that holds wins: their order means something.</summary>
    public static readonly string[] Ordered = ["route", "fast track", "disqualification"];

    public static IEnumerable<ModelPart> Of(ModelDefinition model) =>
    [
        ModelPart.Of(
            "model", null, "The model",
            ("id", model.Id), ("title", model.Title), ("mode", model.Mode == ModelMode.Assess ? "assess" : "live"), ("audience", MeaningText.Of(model.Audience)), ("scale", model.Points is null ? model.Scale.ToString() : null), ("scoring", model.Points is null ? null : "points"),
            ("target", model.Points?.Target.ToString()), ("minimal path", model.Points is { } path ? MeaningText.Words(path.MinimalPath) : null), ("status at the target", model.IsOpportunityAtTarget ? "Opportunity" : null),
            ("time zone", model.TimeZone.Id), ("review", model.ReviewEveryDays is { } every ? $"every {MeaningText.Days(every)}" : null),
            ("approvals", MeaningText.Words(model.Approvals.Select(static role => MeaningText.Of((RuleOwner?)role)!)))),
        .. model.Dimensions.Select(Of),
        .. model.Dimensions.SelectMany(static dimension => dimension.Categories.Select(category => ModelPart.Of("category", category.Name, $"'{category.Name}'", ("dimension", dimension.Name), ("weight", MeaningText.Number(category.Weight))))),
        .. (model.Points?.Categories ?? []).Select(static category => ModelPart.Of(
            "category", category.Name, $"'{category.Name}'",
            ("at least", category.AtLeast?.ToString()), ("at most", category.AtMost?.ToString()), ("decay", MeaningText.Of(category.Decay)), ("inactivity", MeaningText.Of(category.Inactivity)))),
        .. model.Ignore.Select(static (filter, index) => ModelPart.Of("ignored events", MeaningText.Of(filter)!, $"'{MeaningText.Of(filter)}'")),
        .. model.Rules.Select(rule => RuleParts.Of(rule, model)),
        .. model.FastTracks.Select(static track => ModelPart.Of("fast track", track.Id, $"'{track.Id}'", [("on", MeaningText.Of(track.Filter)), .. Terms(track.To, track.RespondWithin, track.Attempts, track.Escalate)])),
        .. model.Personas.Select(static persona => ModelPart.Of(
            "persona", persona.Id, $"'{persona.Id}'",
            [("when", MeaningText.Of(persona.When)), ("on", MeaningText.Of(persona.On)), .. Terms(persona.To, persona.RespondWithin, persona.Attempts, persona.Escalate), ("follow-up", MeaningText.Of(persona.FollowUp))])),
        .. model.Disqualify.Select(static entry => ModelPart.Of("disqualification", entry.Id, $"'{entry.Id}'", ("when", MeaningText.Of(entry.When)), ("reason", entry.Reason))),
        .. model.Responses.Select(static response => ModelPart.Of("response", response.Id, $"'{response.Id}'", ("on", MeaningText.Of(response.Filter)))),
        .. Of(model.Grades),
        .. model.Routes.Select(static route => ModelPart.Of("route", route.Id, $"'{route.Id}'", [("when", MeaningText.Of(route.When)), .. Terms(route.To, route.RespondWithin, route.Attempts, route.Escalate)])),
        ModelPart.Of(
            "gates", null, "Gates",
            ("required", MeaningText.Words(model.Gates.Required)), ("active within", MeaningText.Days(model.Gates.ActiveWithinDays)), ("proven", model.Gates.Proven ? "yes" : "no")),
        ModelPart.Of("requalify", null, "Requalify", ("margin", MeaningText.Number(model.Requalify.Margin)), ("cool-down", MeaningText.Days(model.Requalify.CoolDownDays))),
        ModelPart.Of(
            "priority", null, "Priority",
            ("score", Whole(model.Priority.Score)), ("grade", Whole(model.Priority.Grade)), ("recency", Whole(model.Priority.Recency)), ("signals", Whole(model.Priority.Signals)), ("activity", Whole(model.Priority.Activity)),
            ("promise", Whole(model.Priority.Promise))),
        .. model.Tests.Select(Of),
    ];

    private static ModelPart[] Of(Grades? grades) => grades is null
        ? []
        : [ModelPart.Of("grades", null, "Grades", ("letter", grades.Letter), ("number", grades.Number), ("letters", Bounds("ABC", grades.LetterBounds)), ("numbers", Bounds("123", grades.NumberBounds)))];

    private static ModelPart Of(Dimension dimension) => ModelPart.Of(
        "dimension", dimension.Name, $"'{dimension.Name}'",
        ("weight", MeaningText.Number(dimension.Weight)),
        // A decay of none is what a dimension has without one.
        ("decay", dimension.Decay is Decay.None ? null : MeaningText.Of(dimension.Decay)),
        ("inactivity", MeaningText.Of(dimension.Inactivity)));

    private static ModelPart Of(GoldenLead lead) => ModelPart.Of(
        "golden lead", lead.Name, $"'{lead.Name}'",
        ("profile", Pairs(lead.Profile)),
        ("events", MeaningText.Words(lead.Events.Select(static e => $"{(e.Times == 1 ? "" : $"{Whole(e.Times)} x ")}{e.Type} {MeaningText.Days(e.DaysAgo)} ago{(e.Properties.IsEmpty ? "" : $" ({Pairs(e.Properties)})")}"))),
        ("expects", MeaningText.Words(
        [
            .. Some("grade", lead.Expect.Grade), .. Some("route", lead.Expect.Route), .. Some("score", lead.Expect.Score?.ToString()), .. Some("progress", lead.Expect.Progress?.ToString()), .. Some("decision", lead.Expect.Decision),
            .. lead.Expect.Dimensions.Select(static one => $"{one.Key} {one.Value}"), .. lead.Expect.Categories.Select(static one => $"category {one.Key} {one.Value}"), .. lead.Expect.Matched.Select(static rule => $"matched {rule}"),
        ])));

    private static IEnumerable<(string, string?)> Terms(Destination? to, TimeSpan? respondWithin, int? attempts, string? escalate) =>
        [("to", to is { } destination ? MeaningText.Of(destination) : null), ("respond within", MeaningText.Of(respondWithin)), ("attempts", MeaningText.Number(attempts)), ("escalate", escalate)];

    private static string Bounds(string names, IEnumerable<decimal> bounds) => string.Join(", ", bounds.Select((bound, index) => $"{names[index]} from {MeaningText.Number(bound)}"));

    private static string Pairs(IEnumerable<KeyValuePair<string, string>> pairs) => string.Join(", ", pairs.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => $"{pair.Key} {pair.Value}"));

    private static string[] Some(string name, string? text) => text is null ? [] : [$"{name} {text}"];

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
