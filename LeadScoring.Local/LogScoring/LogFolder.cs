using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Values;

namespace LeadScoring.Local.LogScoring;

/// <summary>
/// Folds events of any leads in any order, as of a day, without storage. Memory grows with leads, with 16 to 43 bytes of each event by which it is known when it comes again, and with events about mail
/// that name a message or a link.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="asOf">The last day whose events count.</param>
internal sealed class LogFolder(ScoringModel model, Day asOf)
{
    private readonly Dictionary<string, NamedLead> _leads = new(StringComparer.Ordinal);
    private readonly IdentityLinks _links = new();
    private readonly EventSet _seen = new();

    /// <summary>Events that count, suspected ones included.</summary>
    public long Events { get; private set; }

    /// <summary>Events that were there already.</summary>
    public long Duplicates { get; private set; }

    /// <summary>Events after the day.</summary>
    public long Later { get; private set; }

    /// <summary>Events that a machine seems to have made; known after <see cref="Complete"/>.</summary>
    public long Suspected { get; private set; }

    /// <summary>Browsers that several people use.</summary>
    public int Shared => _links.Shared;

    /// <summary>Adds an event.</summary>
    public void Add(StoredEvent captured)
    {
        if (model.Zone.DayOf(captured.Event.OccurredAt) > asOf)
        {
            Later++;
            return;
        }

        if (!_seen.Add(captured.Event.Source, captured.Event.Id))
        {
            Duplicates++;
            return;
        }

        Events++;
        _links.Add(captured);
        var name = captured.Lead.Name;
        if (!_leads.TryGetValue(name, out var lead))
            _leads.Add(name, lead = new NamedLead(model));
        lead.Add(captured.Event);
    }

    /// <summary>The leads with the names under which they go on. Asked once, after the last event.</summary>
    public IEnumerable<(string Name, FoldedLead Lead)> Complete()
    {
        if (_links.Count == 0)
        {
            foreach (var (name, lead) in _leads)
                yield return (name, Completed(lead, []));
            yield break;
        }

        foreach (var person in _leads.GroupBy(lead => _links.SurvivorOf(lead.Key), static lead => lead.Value, StringComparer.Ordinal))
        {
            var names = person.ToList();
            yield return (person.Key, Completed(names[0], names[1..]));
        }
    }

    private FoldedLead Completed(NamedLead lead, IReadOnlyList<NamedLead> others)
    {
        var folded = lead.Complete(others);
        Suspected += lead.Suspected;
        return folded;
    }
}
