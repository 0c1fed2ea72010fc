using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using LeadScoring.Benchmarks.Floor;
using LeadScoring.Benchmarks.Workload;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Signals;
using LeadScoring.Domain.Values;

namespace LeadScoring.Benchmarks;

/// <summary>
/// The engine beside a hand-written floor for the same model, on events of some leads of the neutral workload; times are of one event. But for FoldLog, the
/// events are met again after all were folded once: the steady state, in which nothing is made anew. Iterations take a few milliseconds, so that
/// on a busy machine many of them run undisturbed.
/// </summary>
[MemoryDiagnoser]
[Config(typeof(InThisProcess))]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
[MinColumn]
[MedianColumn]
public class ScoringBenchmarks
{
    private const int OneIn = 200;
    internal const int Count = 4_900;
    internal const int Untils = 200;
    private const int WarmUps = 400;

    private LeadEvent[] _events = [];
    private int[] _leads = [];
    private Day _last;
    private ScoringModel _model = null!;
    private LeadSignals[] _signals = [];
    private LeadProfile[] _profiles = [];
    private FloorLead[] _floors = [];
    private Evaluator _evaluator = null!;
    private Scorecard _card = null!;
    private FloorScore _score = null!;

    /// <summary>No other process is built for a benchmark: that needs a package feed and says nothing more.</summary>
    private sealed class InThisProcess : ManualConfig
    {
        public InThisProcess() => AddJob(Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(60).WithIterationCount(300).WithInvocationCount(1).WithUnrollFactor(1).WithGcForce(false));
    }

    [GlobalSetup]
    public void Setup()
    {
        NeutralWorkload? workload = NeutralWorkload.Make(1_000_000);
        _model = workload.Model;
        int[] chosen = [.. Enumerable.Range(0, workload.Events.Length).Where(i => workload.Leads[i] % OneIn == 0).Take(Count)];
        if (chosen.Length < Count)
            throw new InvalidOperationException($"The workload has {chosen.Length} events of these leads; the benchmarks count on {Count}.");
        _events = Array.ConvertAll(chosen, i => workload.Events[i]);
        _leads = Array.ConvertAll(chosen, i => workload.Leads[i] / OneIn);
        _last = Day.Of(_events[^1].OccurredAt);
        _evaluator = new Evaluator(_model);
        _card = new Scorecard(_model);
        _score = new FloorScore();
        _profiles = [.. workload.Profiles.Where((_, lead) => lead % OneIn == 0)];
        Forget();
        // The workload that is not looked at leaves the heap, and what is looked at comes to lie together, as it does in a process that reads a lead at a time.
        workload = null;
        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        // Until the compiler has nothing left to improve: what is measured is a process that has been up for a while.
        for (var i = 0; i < WarmUps; i++)
        {
            FoldEngine();
            FoldFloor();
            BothEngine();
            BothFloor();
            EvaluateEngine();
            EvaluateFloor();
        }
    }

    /// <summary>Before a fold, which must begin with nothing.</summary>
    [IterationSetup(Targets = [nameof(FoldFloor), nameof(FoldEngine)])]
    public void Forget()
    {
        _signals = [.. _profiles.Select(_ => new LeadSignals(_model))];
        _floors = [.. _profiles.Select(profile => new FloorLead(profile))];
    }

    [Benchmark(Baseline = true, Description = "floor", OperationsPerInvoke = Count), BenchmarkCategory("ApplyEvent")]
    public void ApplyFloor()
    {
        for (var i = 0; i < _events.Length; i++)
            _floors[_leads[i]].Apply(_events[i]);
    }

    [Benchmark(Description = "engine", OperationsPerInvoke = Count), BenchmarkCategory("ApplyEvent")]
    public void ApplyEngine()
    {
        for (var i = 0; i < _events.Length; i++)
            _signals[_leads[i]].Apply(_events[i]);
    }

    [Benchmark(Baseline = true, Description = "floor", OperationsPerInvoke = Count), BenchmarkCategory("Evaluate")]
    public void EvaluateFloor()
    {
        for (var i = 0; i < _events.Length; i++)
            _score.Evaluate(_floors[_leads[i]], _last.Number);
    }

    [Benchmark(Description = "engine", OperationsPerInvoke = Count), BenchmarkCategory("Evaluate")]
    public void EvaluateEngine()
    {
        for (var i = 0; i < _events.Length; i++)
            _evaluator.Evaluate(_signals[_leads[i]], _profiles[_leads[i]], _last, _card);
    }

    [Benchmark(Baseline = true, Description = "floor", OperationsPerInvoke = Count), BenchmarkCategory("ApplyAndEvaluate")]
    public void BothFloor()
    {
        for (var i = 0; i < _events.Length; i++)
        {
            _floors[_leads[i]].Apply(_events[i]);
            _score.Evaluate(_floors[_leads[i]], _last.Number);
        }
    }

    [Benchmark(Description = "engine", OperationsPerInvoke = Count), BenchmarkCategory("ApplyAndEvaluate")]
    public void BothEngine()
    {
        for (var i = 0; i < _events.Length; i++)
        {
            _signals[_leads[i]].Apply(_events[i]);
            _evaluator.Evaluate(_signals[_leads[i]], _profiles[_leads[i]], _last, _card);
        }
    }

    [Benchmark(Baseline = true, Description = "floor", OperationsPerInvoke = Count), BenchmarkCategory("FoldLog")]
    public void FoldFloor() => ApplyFloor();

    [Benchmark(Description = "engine", OperationsPerInvoke = Count), BenchmarkCategory("FoldLog")]
    public void FoldEngine() => ApplyEngine();

    [Benchmark(Baseline = true, Description = "engine", OperationsPerInvoke = Untils), BenchmarkCategory("Until (a lead)")]
    public int UntilEngine()
    {
        var found = 0;
        for (var i = 0; i < Untils; i++)
            found += _evaluator.NextChange(_signals[i], _profiles[i], _last) is null ? 0 : 1;
        return found;
    }
}
