using System.Diagnostics;

using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Values;

namespace LeadScoring.Local.LogScoring;

/// <summary>Scores every lead of a log, without storage.</summary>
/// <param name="model">The model.</param>
/// <param name="asOf">The day.</param>
/// <param name="clock">What is ahead of it, and of the day, is taken for now, as in the app.</param>
/// <param name="explains">Whether the leads are wanted with what their figures are made of.</param>
internal sealed class LogScore(ScoringModel model, Day asOf, TimeProvider clock, bool explains)
{
    private const int LeadsAtOnce = 4096;

    private readonly LogFolder _folder = new(model, asOf);
    private readonly List<RefusedLine> _refused = [];
    private long _scoring;

    /// <summary>Lines that cannot be used, in their order.</summary>
    public IReadOnlyList<RefusedLine> Refused => _refused;

    /// <summary>What became of the lines that could be used.</summary>
    public LogFolder Folder => _folder;

    /// <summary>Time spent with telling repetitions and names apart, while other cores may have gone on parsing.</summary>
    public TimeSpan Noting { get; private set; }

    /// <summary>Time spent with folding and evaluating, of all cores in sum.</summary>
    public TimeSpan Scoring => _folder.Folding + new TimeSpan(Interlocked.Read(ref _scoring));

    /// <summary>Time spent with parsing, of all cores in sum.</summary>
    public TimeSpan Parsing { get; private set; }

    /// <summary>When events that lie ahead are taken to happen: after the day, so that they do not count.</summary>
    public static DateTimeOffset NowFor(DayZone zone, Day asOf, DateTimeOffset clock) => zone.StartOf(asOf.AddDays(2)) is var after && after > clock ? after : clock;

    /// <summary>Reads and folds the log.</summary>
    /// <param name="source">The log.</param>
    /// <param name="report">Told how many bytes are read.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task Read(LogSource source, Action<long> report, CancellationToken cancellation)
    {
        long bytes = 0;
        await foreach (var block in LogEvents.Read(source, NowFor(model.Zone, asOf, clock.GetUtcNow()), _folder.Pack, cancellation))
        {
            var began = Stopwatch.GetTimestamp();
            _folder.Add(block.Events);
            Noting += Stopwatch.GetElapsedTime(began);
            _folder.FoldIfFull();
            Parsing += block.Parsing;
            _refused.AddRange(block.Refused);
            report(bytes += block.Bytes);
        }

        _folder.Close();
    }

    /// <summary>The leads, best first. Asked once, after the reading.</summary>
    public IReadOnlyList<ScoredLead> Leads()
    {
        var versioned = new VersionedModel(model.Definition.Id, 0, model);
        var scored = new List<ScoredLead>();
        foreach (var some in _folder.People().Chunk(LeadsAtOnce))
        {
            var results = new ScoredLead[some.Length];
            Parallel.For(0, some.Length, versioned.Borrow, (i, _, bench) =>
            {
                var began = Stopwatch.GetTimestamp();
                results[i] = ScoredLead.Of(bench, LeadName.Shown(some[i].Name), _folder.Complete(some[i]), asOf, explains);
                Interlocked.Add(ref _scoring, Stopwatch.GetElapsedTime(began).Ticks);
                return bench;
            }, static bench => bench.Dispose());
            scored.AddRange(results);
        }

        scored.Sort(static (left, right) => right.Exact.CompareTo(left.Exact) is var order and not 0 ? order : string.CompareOrdinal(left.Name, right.Name));
        return scored;
    }
}
