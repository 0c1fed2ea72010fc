using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Values;

namespace LeadScoring.Local.LogScoring;

/// <summary>
/// Folds events of any leads in any order, as of a day, without storage. Events wait in a short form until there are a few millions of them, or no more come, and are folded lead by lead then. Memory grows
/// with leads, with 16 to 43 bytes of each event by which it is known when it comes again, and with events about mail that name a message or a link.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="asOf">The last day whose events count.</param>
/// <param name="mostPacked">Bytes of events that wait, about: more of them save time, fewer memory.</param>
internal sealed class LogFolder(ScoringModel model, Day asOf, long mostPacked = LogFolder.MostPacked)
{
    private const long MostPacked = 128 * 1024 * 1024;
    private const int LeadsAtOnce = 1024;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<LogLead> _leads = [];
    private readonly EventPacker _packer = new();
    private readonly PackedLog _packed = new();
    private readonly IdentityLinks _links = new();
    private readonly EventSet _seen = new();
    private long _suspected;
    private long _folding;

    /// <summary>Events that count, suspected ones included.</summary>
    public long Events { get; private set; }

    /// <summary>Events that were there already.</summary>
    public long Duplicates { get; private set; }

    /// <summary>Events after the day.</summary>
    public long Later { get; private set; }

    /// <summary>Events that a machine seems to have made; known when each person is complete.</summary>
    public long Suspected => Interlocked.Read(ref _suspected);

    /// <summary>Time spent with folding before the last event had come, of all cores in sum.</summary>
    public TimeSpan Folding => new(Interlocked.Read(ref _folding));

    /// <summary>Browsers that several people use.</summary>
    public int Shared => _links.Shared;

    /// <summary>The short form of events, in which they are added. Any number of threads may ask for it.</summary>
    public PackedBlock Pack(IReadOnlyList<StoredEvent> events) => new(events, _packer, model.Zone.DayOf);

    /// <summary>Adds events.</summary>
    public void Add(PackedBlock block)
    {
        var begin = 0;
        foreach (ref readonly var head in block.Heads)
        {
            var record = block.Bytes[begin..head.End];
            begin = head.End;
            if (head.Day > asOf)
                Later++;
            else if (!_seen.Add(head.Hash))
                Duplicates++;
            else
                Add(in head, record);
        }
    }

    /// <summary>Folds the events that wait, where they are more than may wait. Asked after each block.</summary>
    public void FoldIfFull()
    {
        if (_packed.Bytes <= mostPacked)
            return;
        _packed.Group(_leads.Count);
        Parallel.ForEach(Partitioner.Create(0, _leads.Count, LeadsAtOnce), range =>
        {
            var began = Stopwatch.GetTimestamp();
            for (var lead = range.Item1; lead < range.Item2; lead++)
                Fold(lead);
            Interlocked.Add(ref _folding, Stopwatch.GetElapsedTime(began).Ticks);
        });
        _packed.Clear();
    }

    /// <summary>Says that no more events come.</summary>
    public void Close() => _packed.Group(_leads.Count);

    /// <summary>The people of the log with the names under which they go on. Asked once, after the last event.</summary>
    public IEnumerable<NamedPerson> People() => _links.Count == 0
        ? _leads.Select(static (lead, number) => new NamedPerson(lead.Name, number, []))
        : _leads.Select(static (lead, number) => (lead.Name, Number: number)).GroupBy(lead => _links.SurvivorOf(lead.Name), static lead => lead.Number, StringComparer.Ordinal)
            .Select(static person => new NamedPerson(person.Key, person.First(), [.. person.Skip(1)]));

    /// <summary>A person's lead. Each is asked for once; several may be at a time.</summary>
    public FoldedLead Complete(NamedPerson person)
    {
        var lead = Take(person.Lead);
        var folded = lead.Complete([.. person.Others.Select(Take)]);
        Interlocked.Add(ref _suspected, lead.Suspected);
        return folded;
    }

    private void Add(ref readonly PackedHead head, ReadOnlySpan<byte> record)
    {
        Events++;
        if (head.Linking is not null)
            _links.Add(head.Linking);
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, head.Lead, out var isKnown);
        if (!isKnown)
        {
            number = _leads.Count;
            _leads.Add(new LogLead(head.Lead));
        }

        _packed.Add(number, record);
    }

    private void Fold(int number)
    {
        var events = _packed.EventsOf(number);
        if (events.IsEmpty)
            return;
        var folded = _leads[number].Folded ??= new NamedLead(model);
        var unpacker = _packer.Unpack();
        foreach (var place in events)
            folded.Add(unpacker.Read(_packed[place]));
    }

    // What is complete is not kept.
    private NamedLead Take(int number)
    {
        Fold(number);
        var folded = _leads[number].Folded!;
        _leads[number].Folded = null;
        return folded;
    }

    private sealed class LogLead(string name)
    {
        public string Name => name;

        public NamedLead? Folded { get; set; }
    }
}

/// <summary>What is known of a person by all names.</summary>
/// <param name="Name">Under which the lead goes on.</param>
/// <param name="Lead">The number of one of the names.</param>
/// <param name="Others">The numbers of the other ones.</param>
internal sealed record NamedPerson(string Name, int Lead, IReadOnlyList<int> Others);
