using System.Diagnostics.Metrics;

using Azure.Data.Tables;

using LeadScoring.Functions.Time;
using LeadScoring.Local.Client;
using LeadScoring.Local.Demo.Leads;
using LeadScoring.Local.Demo.Sales;
using LeadScoring.Local.Host;

namespace LeadScoring.Local.Demo;

/// <summary><c>leads up --demo</c>: the app lives through ninety days of leads, once for each data folder.</summary>
internal sealed class DemoRun : IDisposable
{
    private const int Seed = 1;

    private readonly DemoClock _clock;
    private readonly string _folder;
    private readonly int _leads;
    private DemoMark? _mark;

    private DemoRun(DemoClock clock, string folder, int leads)
    {
        _clock = clock;
        _folder = folder;
        _leads = leads;
    }

    /// <summary>
    /// Looks how far the folder's demo is, before the app begins to work. What is on the queues of an interrupted one is worked on at its own time: the clock is
    /// moved there first. Such a demo is finished also by a start that does not ask for one, as decisions of today would stand before those of its other days.
    /// </summary>
    /// <returns>Null when there is nothing to do.</returns>
    public static DemoRun? Prepare(OffsetClock clock, string folder, int? leads)
    {
        var progress = SeedProgress.OnStandardError();
        var mark = DemoMark.Read(folder);
        if (mark is { Done: true } && leads is not null)
            progress.Line("The demo leads exist already.");
        if (mark is { Done: true } || (mark is null && leads is null))
            return null;
        var run = new DemoRun(new DemoClock(clock), folder, leads ?? mark!.Leads);
        if (mark is null)
            return run;
        run._mark = mark.Resumed();
        if (run._mark.Clock is { } interrupted)
        {
            progress.Line($"The demo of this folder was interrupted; it continues at {interrupted:yyyy-MM-dd}.");
            run._mark.Write(folder);
            run._clock.MoveTo(interrupted);
        }

        return run;
    }

    /// <summary>Runs the demo, or the rest of it; then the app's clock shows the real time again, whatever happened.</summary>
    public async Task Fill(LocalApp app, CancellationToken cancellation)
    {
        using var _ = _clock;
        var progress = SeedProgress.OnStandardError();
        try
        {
            using var client = new AppClient(new Uri(app.Url), app.Data.Keys.Master);
            // Noted before the first event: an interrupted run is finished with the very same events.
            _mark ??= new DemoMark(_clock.Real, Seed, _leads, Done: false);
            _mark.Write(_folder);
            using var signal = new HandOffSignal(app.Services.GetRequiredService<IMeterFactory>());
            var desk = new SalesDesk(DemoSettings.BuiltIn().SalesDesk, $"{_mark.Now:yyyyMMdd}-{_mark.Seed}", _mark.Seed);
            var life = new DemoLife(client, app.Services.GetRequiredService<IdleDetector>(), signal, new DemoNights(client, app.Services.GetRequiredService<TableServiceClient>()), new DemoSales(client, desk), _clock, progress);
            _mark = await life.Run(_mark, _folder, cancellation);
            (_mark with { Done = true }).Write(_folder);
        }
        catch (SeedException problem)
        {
            progress.Line($"The demo leads are not complete: {problem.Message} The next start continues with them.");
        }
    }

    public void Dispose() => _clock.Dispose();
}
