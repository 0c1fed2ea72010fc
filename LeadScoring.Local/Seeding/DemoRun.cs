using LeadScoring.Local.Demo;
using LeadScoring.Local.Hosting;

namespace LeadScoring.Local.Seeding;

/// <summary><c>leads up --demo</c>: ninety days of leads, once for each data folder.</summary>
internal static class DemoRun
{
    private const int Seed = 1;
    private const int Leads = 300;

    public static async Task Fill(LocalApp app, TimeProvider clock, CancellationToken cancellation)
    {
        var progress = SeedProgress.OnStandardError();
        var file = Path.Combine(app.Data.Path, "demo.json");
        var mark = DemoMark.Read(file);
        if (mark is { Done: true })
        {
            progress.Line("The demo leads are there already.");
            return;
        }
        if (mark is null)
        {
            // Noted before the first event: an interrupted run is finished with the very same events.
            mark = new DemoMark(clock.GetUtcNow(), Seed, Leads, Done: false);
            mark.Write(file);
        }
        try
        {
            using var client = new AppClient(new Uri(app.Url), app.Data.Keys.Function);
            var events = DemoLeads.Generate(DateOnly.FromDateTime(mark.Now.UtcDateTime), mark.Seed, mark.Leads, mark.Now);
            if (await new Seeder(client, progress).SendEvents(events, cancellation))
                (mark with { Done = true }).Write(file);
        }
        catch (SeedException problem)
        {
            progress.Line($"The demo leads are not complete: {problem.Message}");
        }
    }
}
