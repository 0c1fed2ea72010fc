using System.Collections.Immutable;
using LeadScoring.Domain.Models.Loading.Yaml;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Models.Loading.Sections;

/// <summary>
/// Reads a whole document. What readers return for something that is wrong is only a placeholder: with a finding the definition is dropped.
/// </summary>
internal static class ModelSection
{
    private static readonly Dictionary<string, ModelMode> Modes = new(StringComparer.Ordinal) { ["live"] = ModelMode.Live, ["assess"] = ModelMode.Assess };
    private static readonly Dictionary<string, bool> Scorings = new(StringComparer.Ordinal) { ["points"] = true };

    public static ModelDefinition Read(Keys keys, ModelScope scope)
    {
        var findings = scope.Findings;
        // A misspelt word without dimensions means the same: one mistake is one finding.
        scope.AddsUp = findings.Word(keys.Optional("scoring"), "scoring", Scorings) ?? (keys.Has("scoring") && !keys.Has("dimensions"));
        // Names first: rules, grades, routes and tests refer to them.
        var points = scope.AddsUp ? new PointsSection(keys, scope) : null;
        var dimensions = points is null ? DimensionSection.Read(keys.Required("dimensions"), scope) : [];
        RuleSection.Outline(keys.Required("rules"), scope);
        RouteSection.Outline(keys.Optional("routes"), scope);
        if (scope.AddsUp && !keys.Has("routes"))
            scope.Routes.Add(PointsSection.TargetRouteId);
        var conditions = new ConditionReader(scope);
        var filters = new Filters(conditions, findings);
        var entries = new EntrySections(filters, conditions, findings);
        var id = findings.Id(keys.Required("model"), "model") ?? "";
        var rules = new RuleSection(scope, filters, conditions).Read(keys.Required("rules"));
        var scoring = points?.Read(rules);
        var model = new ModelDefinition
        {
            Id = id,
            Title = findings.Text(keys.Required("title"), "title") ?? "",
            Audience = AudienceReader.Read(keys.Optional("audience"), id, findings),
            Mode = findings.Word(keys.Optional("mode"), "mode", Modes),
            Scale = scoring is null ? Scale(keys.Optional("scale"), findings) : default,
            Points = scoring,
            TimeZone = TimeZoneSection.Read(keys.Optional("timeZone"), findings),
            ReviewEveryDays = Review(keys.Optional("review"), findings),
            Approvals = Approvals(keys.Optional("approvals"), findings),
            Dimensions = dimensions,
            Ignore = entries.Ignore(keys.Optional("ignore")),
            Rules = rules,
            FastTracks = entries.FastTracks(keys.Optional("fastTrack")),
            Personas = new PersonaSection(filters, conditions, findings).Read(keys.Optional("personas")),
            Disqualify = entries.Disqualify(keys.Optional("disqualify")),
            Responses = entries.Responses(keys.Optional("respond")),
            Grades = scoring is null ? GradesSection.Read(keys.Required("grades"), scope) : null,
            Routes = scoring is null || keys.Has("routes") ? new RouteSection(conditions, findings).Read(keys.Optional("routes")) : [PointsSection.TargetRoute(scoring.Target)],
            Gates = HandOffSections.Gates(keys.Optional("gates"), findings),
            Requalify = HandOffSections.Requalify(keys.Optional("requalify"), scope),
            IsOpportunityAtTarget = HandOffSections.Status(keys.Optional("status"), findings),
            Priority = HandOffSections.Priority(keys.Optional("priority"), findings),
            Tests = new TestSection(scope).Read(keys.Optional("tests")),
        };
        keys.Close(key => PointsSection.Fix(key, scope.AddsUp));
        return model;
    }

    private static MilliPoints Scale(Node? node, Findings findings)
    {
        if (node is null)
            return new MilliPoints(10_000);
        var scale = findings.Points(node, "scale");
        if (scale is { Value: <= 0 })
            findings.Add(Codes.ScaleNotPositive, node.At, $"The scale must be above 0, not '{scale}'.", "Write 'scale: 10': every category is cut to -10..+10.");
        return scale ?? default;
    }

    private static ImmutableArray<RuleOwner> Approvals(Node? node, Findings findings) =>
        [.. findings.Different(node, "approvals").Select(role => findings.Word(role, "approvals", Owners.Words)).OfType<RuleOwner>()];

    private static int? Review(Node? node, Findings findings)
    {
        if (Keys.Of(node, "'review'", findings) is not { } keys)
            return null;
        var every = findings.DaysFromOne(keys.Required("every"), "every");
        keys.Close();
        return every;
    }
}
