using System.Collections.Immutable;
using LeadScoring.Domain.Models.Loading.Yaml;

namespace LeadScoring.Domain.Models.Loading.Sections;

/// <summary>Reads <c>routes</c>.</summary>
internal sealed class RouteSection(ConditionReader conditions, Findings findings)
{
    /// <summary>What becomes of a lead without a route of its own; no route may be called so.</summary>
    public static ImmutableArray<string> Reserved { get; } = ["nurture", "needs-proof", "needs-info", "inactive"];

    /// <summary>Tells the scope the ids, for golden leads.</summary>
    public static void Outline(Node? node, ModelScope scope)
    {
        if (node is Node.List list)
            scope.Routes.AddRange(list.Items.OfType<Node.Map>().Select(static map => map["id"]).OfType<Node.Text>().Select(static id => id.Value.Trim()));
    }

    public ImmutableArray<Route> Read(Node? node)
    {
        var ids = new Ids(findings, "route");
        return [.. findings.Items(node, "routes").Select(item => Keys.Of(item, "a route", findings)).OfType<Keys>().Select(keys => ReadRoute(keys, ids))];
    }

    private Route ReadRoute(Keys keys, Ids ids)
    {
        var id = ids.Read(keys);
        if (Reserved.Contains(id, StringComparer.Ordinal))
            findings.Add(Codes.ReservedId, keys.Optional("id")!.At, $"A route cannot be called {Findings.Quote(id)}: that name is for leads that no route takes.", $"Write '{id}-track', or a word for who gets the lead.");
        var route = new Route(
            id,
            conditions.Read(keys.Optional("when"), "when", ConditionKind.Route),
            Destinations.Route(keys) ?? Destination.Nurture,
            Destinations.RespondWithin(keys),
            Destinations.Attempts(keys),
            Destinations.Escalate(keys))
        { At = keys.At };
        keys.Close();
        return route;
    }
}
