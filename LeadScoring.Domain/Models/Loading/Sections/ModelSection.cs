using System.Collections.Immutable;
using LeadScoring.Domain.Models.Loading.Yaml;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Models.Loading.Sections;

/// <summary>
/// Reads a whole document. What readers return for something that is wrong is only a placeholder: with a finding the definition is dropped.
/// </summary>
internal static class ModelSection
{
    private static readonly Dictionary<string, Audience> Audiences = new(StringComparer.Ordinal)
    {
        ["prospect"] = Audience.Prospect,
        ["customer"] = Audience.Customer,
        ["everyone"] = Audience.Everyone,
    };

    private static readonly Dictionary<string, ModelMode> Modes = new(StringComparer.Ordinal) { ["live"] = ModelMode.Live, ["assess"] = ModelMode.Assess };

    public static ModelDefinition Read(Keys keys, ModelScope scope)
    {
        var findings = scope.Findings;
        // Names first: rules, grades, routes and tests refer to them.
        var dimensions = DimensionSection.Read(keys.Required("dimensions"), scope);
        RuleSection.Outline(keys.Required("rules"), scope);
        RouteSection.Outline(keys.Optional("routes"), scope);
        var conditions = new ConditionReader(scope);
        var filters = new Filters(conditions, findings);
        var entries = new EntrySections(filters, conditions, findings);
        var model = new ModelDefinition
        {
            Id = findings.Id(keys.Required("model"), "model") ?? "",
            Title = findings.Text(keys.Required("title"), "title") ?? "",
            Audience = findings.Word(keys.Optional("audience"), "audience", Audiences) ?? Audience.Everyone,
            Mode = findings.Word(keys.Optional("mode"), "mode", Modes),
            Scale = Scale(keys.Optional("scale"), findings),
            ReviewEveryDays = Review(keys.Optional("review"), findings),
            Dimensions = dimensions,
            Ignore = entries.Ignore(keys.Optional("ignore")),
            Rules = new RuleSection(scope, filters, conditions).Read(keys.Required("rules")),
            FastTracks = entries.FastTracks(keys.Optional("fastTrack")),
            Personas = new PersonaSection(filters, conditions, findings).Read(keys.Optional("personas")),
            Disqualify = entries.Disqualify(keys.Optional("disqualify")),
            Responses = entries.Responses(keys.Optional("respond")),
            Grades = GradesSection.Read(keys.Required("grades"), scope),
            Routes = new RouteSection(conditions, findings).Read(keys.Optional("routes")),
            Gates = HandOffSections.Gates(keys.Optional("gates"), findings),
            Requalify = HandOffSections.Requalify(keys.Optional("requalify"), findings),
            Priority = HandOffSections.Priority(keys.Optional("priority"), findings),
            Tests = new TestSection(scope).Read(keys.Optional("tests")),
        };
        keys.Close();
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

    private static int? Review(Node? node, Findings findings)
    {
        if (Keys.Of(node, "'review'", findings) is not { } keys)
            return null;
        var every = findings.DaysFromOne(keys.Required("every"), "every");
        keys.Close();
        return every;
    }
}
