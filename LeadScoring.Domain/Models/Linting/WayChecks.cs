using System.Globalization;

using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Models.Linting;

/// <summary>Finds ways to sales that need no more than mail, or than looking at pages. Each is proved by a lead that goes it.</summary>
internal sealed class WayChecks(ScoringModel model, Day today, LintFindings findings)
{
    // A few hundred leads take some milliseconds.
    private const int Budget = 1500;

    private readonly ModelDefinition _definition = model.Definition;

    public void Run()
    {
        Alone(LintCodes.MailAlone, "e-mail events", static type => type.StartsWith("email.", StringComparison.Ordinal), "Machines open and click mails. Ask for something else besides, such as 'category.website: { atLeast: 2 }', or lower the weight of e-mail.");
        Alone(LintCodes.PagesAlone, "page views", static type => type.StartsWith("page.", StringComparison.Ordinal), "Visitors look at pages for many reasons. Ask for something else besides, such as 'category.content: { atLeast: 2 }', or leave it if that is meant.");
    }

    private void Alone(string code, string what, Func<string, bool> uses, string fix)
    {
        var categories = CategoryReach.Of(_definition, rule => MayCount(rule, uses));
        var reach = new RouteReach(model, categories, id => _definition.Rules.FirstOrDefault(rule => rule.Id == id) is { } rule && MayCount(rule, uses));
        WitnessSearch? search = null;
        for (var i = 0; i < _definition.Routes.Length; i++)
        {
            var route = _definition.Routes[i];
            if (route.To == Destination.Nurture || !reach.MayReach(i))
                continue;
            search ??= new WitnessSearch(model, today, uses, Budget);
            // A lead that goes to sales without any event is another matter: the route asks for a profile alone.
            if (search.Reaching(i) is not { Events.IsEmpty: false } lead || search.Evaluate(lead with { Events = [] }).RouteIndex == i)
                continue;
            findings.Warn(code, route.At, $"{what[..1].ToUpperInvariant()}{what[1..]} alone can take a lead to sales by the route '{route.Id}': {Summary(lead)}.", fix);
        }
    }

    // Whether a rule can give points to a lead with such events alone.
    private bool MayCount(Rule rule, Func<string, bool> uses) => rule switch
    {
        Rule.Event e => e.Filter.On.Any(uses),
        Rule.Band band => band.Filter.On.Any(uses),
        Rule.Silence silence => silence.OrNever || silence.Of.Any(uses),
        Rule.State state => state.Is.Any(uses),
        Rule.Combination combination => combination.Together.All(part => _definition.Rules.FirstOrDefault(other => other.Id == part) is { } found && found is not Rule.Combination && MayCount(found, uses)),
        _ => true,
    };

    private static string Summary(LeadDraft lead)
    {
        var events = lead.Events.GroupBy(static e => e.Type, StringComparer.Ordinal).OrderBy(static group => group.Key, StringComparer.Ordinal)
            .Select(static group => string.Create(CultureInfo.InvariantCulture, $"{group.Sum(static e => e.Times)} x {group.Key}"));
        var profile = lead.Profile.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => $"{pair.Key} '{pair.Value}'").ToArray();
        return $"{string.Join(", ", events)}{(profile.Length == 0 ? "" : $" of a lead with {string.Join(", ", profile)}")}";
    }
}
