using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;

namespace LeadScoring.Local.LogScoring;

/// <summary>
/// Which names are one person's, from the events that carry several (docs/guide/people.md): an id goes on to the address it is named with, a browser to the person who signed in there. A pure function of the set
/// of events. Of several addresses of one id the app's rule is kept: proof before claims, then what happened first. A browser is the first one's who signed in.
/// </summary>
internal sealed class IdentityLinks
{
    private readonly Dictionary<string, Link> _links = new(StringComparer.Ordinal);
    private readonly HashSet<(string Name, string Stronger)> _others = [];

    /// <summary>How many names are linked.</summary>
    public int Count => _links.Count;

    /// <summary>Browsers in which several people signed in, so that what happened in them before is not told apart.</summary>
    public int Shared => _others.Where(other => LeadIdentity.IsVisitor(other.Name) && SurvivorOf(other.Stronger) != SurvivorOf(other.Name)).Select(static other => other.Name).Distinct(StringComparer.Ordinal).Count();

    /// <summary>Whether an identity carries several names. Most carry one.</summary>
    public static bool Tells(LeadIdentity lead) => lead is not ({ Email: not null, ExternalId: null, Visitor: null } or { Email: null, ExternalId: null } or { Email: null, Visitor: null });

    /// <summary>Notes the names of an event.</summary>
    public void Add(StoredEvent captured)
    {
        if (!Tells(captured.Lead))
            return;
        var stronger = captured.Lead.Name;
        foreach (var name in captured.Lead.OtherNames)
        {
            var link = new Link(captured.Event.IsClaimed && !LeadIdentity.IsVisitor(name), captured.Event.OccurredAt.UtcTicks, stronger);
            if (!_links.TryGetValue(name, out var known))
            {
                _links.Add(name, link);
                continue;
            }

            if (known.Stronger != stronger)
                _others.UnionWith([(name, stronger), (name, known.Stronger)]);
            if (link.Compare(known) < 0)
                _links[name] = link;
        }
    }

    /// <summary>The name under which a lead goes on.</summary>
    public string SurvivorOf(string name)
    {
        for (var hop = 0; hop < MergeRules.MostHops && _links.TryGetValue(name, out var link); hop++)
            name = link.Stronger;
        return name;
    }

    private readonly record struct Link(bool IsClaimed, long Ticks, string Stronger)
    {
        public int Compare(Link other)
        {
            var order = IsClaimed.CompareTo(other.IsClaimed);
            if (order == 0)
                order = Ticks.CompareTo(other.Ticks);
            return order != 0 ? order : string.CompareOrdinal(Stronger, other.Stronger);
        }
    }
}
