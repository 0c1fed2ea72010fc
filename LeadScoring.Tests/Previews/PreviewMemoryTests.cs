using System.Globalization;

using Azure.Data.Tables;

using LeadScoring.Domain.Events;
using LeadScoring.Domain.Previews;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Previews;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Simulation;

using Microsoft.Extensions.DependencyInjection;

using Xunit.Abstractions;

namespace LeadScoring.Tests.Previews;

/// <summary>A preview over 100,000 leads: its memory does not grow with them, and its answer is theirs.</summary>
[Needs(Need.Time)]
public sealed class PreviewMemoryTests(ITestOutputHelper output)
{
    private const int Leads = 100_000;
    private const int Templates = 8;
    private const long MostBytes = 32 * 1024 * 1024;

    [Fact]
    public async Task A_preview_of_100_000_leads_has_bounded_memory()
    {
        var world = new World();
        await world.Publish("sales", SalesModel.Yaml);
        for (var template = 0; template < Templates; template++)
            Assert.Equal(202, await world.Capture(Stories.Body(Events(template))));
        await world.Settle();
        IReadOnlyList<IReadOnlyList<TableEntity>> rows = [.. world.Tables[TableNames.Leads].Rows.GroupBy(static row => row.PartitionKey, StringComparer.Ordinal).Select(static lead => lead.ToList())];
        Assert.Equal(Templates, rows.Count);
        var tables = new CopiedLeads(world.Tables, rows, Leads);
        await using var process = world.NewProcess(tables);
        var (before, peak) = (GC.GetTotalMemory(forceFullCollection: true), 0L);
        tables.Listed = listed =>
        {
            if (listed % 5_000 < 100)
                peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true) - before);
        };

        var run = await process.GetRequiredService<PreviewStarter>().Start("sales", SalesModel.With("points: 3, signal", "points: 4, signal"), 1, LeadIds.Buckets, null, default);
        var started = TimeProvider.System.GetTimestamp();
        foreach (var bucket in run.Tried)
            await process.GetRequiredService<PreviewBuckets>().Handle(new ReportBucketMessage { Report = PreviewStarter.Report, Id = run.Id, Run = run.Number, Bucket = bucket }, default);
        var elapsed = TimeProvider.System.GetElapsedTime(started);

        var parts = await process.GetRequiredService<PreviewStore>().Parts(run, default);
        var sum = PreviewFigures.Sum([.. parts.Select(static part => part.Figures)]);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{sum.Leads} leads, {sum.HandedOff} handed off, {elapsed.TotalSeconds:0.0} s, {peak / 1024.0 / 1024.0:0.0} MiB at most"));
        Assert.Equal((Leads, 0, LeadIds.Buckets, 0), (sum.Leads, sum.Unreadable, parts.Length, sum.HiddenHandOffs));
        // One template in eight is a VP with two visits: warm before, and hot, which is an upgrade.
        Assert.InRange(sum.HandedOff, (Leads / Templates) - LeadIds.Buckets, (Leads / Templates) + LeadIds.Buckets);
        Assert.InRange(peak, 1, MostBytes);
    }

    private static IEnumerable<string> Events(int template)
    {
        var email = string.Create(CultureInfo.InvariantCulture, $"lead{template}@acme.example");
        yield return Stories.Event($"p{template}", email, "profile.updated", World.Start.AddDays(-20), $$""", "profile": { "jobTitle": "{{(template == 0 ? "VP Sales" : "Buyer")}}", "company": "Acme" }""");
        for (var visit = 0; visit < 2; visit++)
            yield return Stories.Event($"v{template}-{visit}", email, "page.viewed", World.Start.AddMinutes(-visit - 1), """, "properties": { "path": "/pricing" }""");
        for (var mail = 0; mail < 30; mail++)
            yield return Stories.Event($"m{template}-{mail}", email, "email.opened", World.Start.AddDays(-mail), """, "properties": { "message": "m" }""");
    }
}
