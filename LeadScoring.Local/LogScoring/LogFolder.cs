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
    private long _suspected;

    /// <summary>Events that count, suspected ones included.</summary>
    public long Events { get; private set; }

    /// <summary>Events that were there already.</summary>
    public long Duplicates { get; private set; }

    /// <summary>Events after the day.</summary>
    public long Later { get; private set; }

    /// <summary>Events that a machine seems to have made; known when each person is complete.</summary>
    public long Suspected => Interlocked.Read(ref _suspected);

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

    /// <summary>The people of the log with the names under which they go on. Asked once, after the last event.</summary>
    public IEnumerable<NamedPerson> People() => _links.Count == 0
        ? _leads.Select(static lead => new NamedPerson(lead.Key, lead.Value, []))
        : _leads.GroupBy(lead => _links.SurvivorOf(lead.Key), static lead => lead.Value, StringComparer.Ordinal)
            .Select(static person => new NamedPerson(person.Key, person.First(), [.. person.Skip(1)]));

    /// <summary>A person's lead. Each is asked for once; several may be at a time.</summary>
    public FoldedLead Complete(NamedPerson person)
    {
        var folded = person.Lead.Complete(person.Others);
        Interlocked.Add(ref _suspected, person.Lead.Suspected);
        return folded;
    }
}

/// <summary>What is known of a person by all names.</summary>
/// <param name="Name">Under which the lead goes on.</param>
/// <param name="Lead">Of one of the names.</param>
/// <param name="Others">Of the other ones.</param>
internal sealed record NamedPerson(string Name, NamedLead Lead, IReadOnlyList<NamedLead> Others);
