using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using LeadScoring.Benchmarks.Floor;
using LeadScoring.Benchmarks.Workload;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Signals;

namespace LeadScoring.Benchmarks;

/// <summary>
/// The engine beside a hand-written floor for the same model, on the first events of the neutral workload. Times are of one event. Leads are met again in the
/// order of the workload after all its events were folded once: the steady state, in which nothing is made anew.
/// </summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
[HideColumns("Job", "Error", "StdDev", "Median", "RatioSD", "IterationCount", "LaunchCount", "WarmupCount", "RunStrategy", "InvocationCount", "UnrollFactor")]
[Config(typeof(InThisProcess))]
public class ScoringBenchmarks
{
    /// <summary>One in so many leads of the workload: 10,000 leads fit a cache better than 100,000, as leads that are active together do.</summary>
    private const int OneIn = 10;
    private const int Count = 99_000;

    private LeadEvent[] _events = [];
    private int[] _leads = [];
    private Day _last;
    private NeutralWorkload _workload = null!;
    private LeadSignals[] _signals = [];
    private LeadProfile[] _profiles = [];
    private FloorLead[] _floors = [];
    private Evaluator _evaluator = null!;
    private Scorecard _card = null!;
    private FloorScore _score = null!;

    /// <summary>No other process is built for a benchmark: that needs a package feed and says nothing more.</summary>
    private sealed class InThisProcess : ManualConfig
    {
        public InThisProcess() => AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(4).WithIterationCount(15).WithInvocationCount(1).WithUnrollFactor(1));
    }

    [GlobalSetup]
    public void Setup()
    {
        _workload = NeutralWorkload.Make(1_000_000);
        int[] chosen = [.. Enumerable.Range(0, _workload.Events.Length).Where(i => _workload.Leads[i] % OneIn == 0).Take(Count)];
        _events = Array.ConvertAll(chosen, i => _workload.Events[i]);
        _leads = Array.ConvertAll(chosen, i => _workload.Leads[i] / OneIn);
        _last = _events[^1].Day;
        _evaluator = new Evaluator(_workload.Model);
        _card = new Scorecard(_workload.Model);
        _score = new FloorScore();
        _profiles = [.. _workload.Profiles.Where((_, lead) => lead % OneIn == 0)];
        Forget();
        FoldEngine();
        FoldFloor();
        EvaluateEngine();
    }

    /// <summary>Before a fold, which must begin with nothing.</summary>
    [IterationSetup(Targets = [nameof(FoldFloor), nameof(FoldEngine)])]
    public void Forget()
    {
        _signals = [.. _profiles.Select(_ => new LeadSignals(_workload.Model))];
        _floors = [.. _profiles.Select(profile => new FloorLead(profile))];
    }

    [Benchmark(Baseline = true, Description = "floor", OperationsPerInvoke = Count), BenchmarkCategory("1 ApplyEvent")]
    public void ApplyFloor()
    {
        for (var i = 0; i < _events.Length; i++)
            _floors[_leads[i]].Apply(_events[i]);
    }

    [Benchmark(Description = "engine", OperationsPerInvoke = Count), BenchmarkCategory("1 ApplyEvent")]
    public void ApplyEngine()
    {
        for (var i = 0; i < _events.Length; i++)
            _signals[_leads[i]].Apply(_events[i]);
    }

    [Benchmark(Baseline = true, Description = "floor", OperationsPerInvoke = Count), BenchmarkCategory("2 Evaluate")]
    public void EvaluateFloor()
    {
        for (var i = 0; i < _events.Length; i++)
            _score.Evaluate(_floors[_leads[i]], _last.Number);
    }

    [Benchmark(Description = "engine", OperationsPerInvoke = Count), BenchmarkCategory("2 Evaluate")]
    public void EvaluateEngine()
    {
        for (var i = 0; i < _events.Length; i++)
            _evaluator.Evaluate(_signals[_leads[i]], _profiles[_leads[i]], _last, _card);
    }

    [Benchmark(Baseline = true, Description = "floor", OperationsPerInvoke = Count), BenchmarkCategory("3 ApplyAndEvaluate")]
    public void BothFloor()
    {
        for (var i = 0; i < _events.Length; i++)
        {
            _floors[_leads[i]].Apply(_events[i]);
            _score.Evaluate(_floors[_leads[i]], _last.Number);
        }
    }

    [Benchmark(Description = "engine", OperationsPerInvoke = Count), BenchmarkCategory("3 ApplyAndEvaluate")]
    public void BothEngine()
    {
        for (var i = 0; i < _events.Length; i++)
        {
            _signals[_leads[i]].Apply(_events[i]);
            _evaluator.Evaluate(_signals[_leads[i]], _profiles[_leads[i]], _last, _card);
        }
    }

    [Benchmark(Baseline = true, Description = "floor", OperationsPerInvoke = Count), BenchmarkCategory("4 FoldLog")]
    public void FoldFloor() => ApplyFloor();

    [Benchmark(Description = "engine", OperationsPerInvoke = Count), BenchmarkCategory("4 FoldLog")]
    public void FoldEngine() => ApplyEngine();
}
