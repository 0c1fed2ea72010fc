using System.Globalization;
using System.Text.Json;

using LeadScoring.Local.Client;
using LeadScoring.Local.Demo.Leads;
using LeadScoring.Local.Host;

namespace LeadScoring.Local.Demo;

/// <summary>
/// The app lives through the ninety days, step by step, and decides at each what it would have decided then. Every step can be done again: events and
/// reports have ids, a night or a look at the response times changes nothing the second time.
/// </summary>
internal sealed class DemoLife(AppClient app, IdleDetector idle, HandOffSignal signal, DemoNights nights, DemoSales sales, DemoClock clock, SeedProgress progress)
{
    // A day has a hundred events; the API takes a thousand at once.
    private const int BatchSize = 1000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private int _accepted;
    private int _duplicates;
    private int _rejected;
    private string? _refusal;

    /// <summary>Goes on from the mark to the present, and says what came of it.</summary>
    /// <param name="mark">Which demo, and how far it is.</param>
    /// <param name="folder">Where the mark is kept.</param>
    /// <param name="cancellation">Interrupts; the next run goes on from there.</param>
    public async Task<DemoMark> Run(DemoMark mark, string folder, CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(mark.Now.UtcDateTime);
        var steps = DemoCalendar.Of(DemoLeads.Generate(today, mark.Seed, mark.Leads, mark.Now), mark.Now);
        if (mark.Clock is { } interrupted)
        {
            // What was on the queues when it was interrupted belongs to that time.
            clock.MoveTo(interrupted);
            await Settle(cancellation);
            await sales.TakeOver(mark.Step == 0 ? DateTimeOffset.MinValue : steps[mark.Step - 1].At, cancellation);
        }

        await progress.Step("living through ninety days", async report =>
        {
            while (mark.Step < steps.Length)
            {
                var step = steps[mark.Step];
                // Written before the clock moves: an interrupted step is known, and at which time it was.
                mark = mark with { Clock = mark.Clock > step.At ? mark.Clock : step.At };
                mark.Write(folder);
                clock.MoveTo(mark.Clock.Value);
                await Live(step, isLastNight: step.Night && !steps.Skip(mark.Step + 1).Any(later => later.Night), cancellation);
                mark = mark with { Step = mark.Step + 1 };
                report((double)mark.Step / steps.Length, string.Create(CultureInfo.InvariantCulture, $"day {step.Day} of {DemoLeads.Days}, {step.At:yyyy-MM-dd}"));
            }
        });
        progress.Line(string.Create(CultureInfo.InvariantCulture, $"{_accepted:N0} events accepted, {_duplicates:N0} duplicates, {_rejected:N0} refused{(_refusal is null ? "" : $", such as {_refusal}")}"));
        progress.Line(string.Create(CultureInfo.InvariantCulture, $"{sales.HandOffs:N0} hand-offs to sales; it reported {string.Join(", ", sales.Reports.OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => $"{kind.Value} {kind.Key}"))}"));
        return mark;
    }

    private async Task Live(DemoStep step, bool isLastNight, CancellationToken cancellation)
    {
        var touched = new HashSet<string>(StringComparer.Ordinal);
        if (step.Night)
            touched.UnionWith(await nights.Start(step.At, cancellation));
        // The whole night once, as the timer runs it: from then on it is known that no night is missing.
        if (isLastNight)
            await Run("ApplyDecay", cancellation);
        // What sales did comes before what happened to be noticed now: no response time is over that was kept.
        touched.UnionWith(await sales.Report(step.At, cancellation));
        foreach (var batch in step.Events.Chunk(BatchSize))
            touched.UnionWith(await Send(batch, cancellation));
        if (touched.Count > 0 || isLastNight)
            await Settle(cancellation);
        if (step.Deadlines)
        {
            await Run("CheckDeadlines", cancellation);
            await Settle(cancellation);
        }

        if (signal.Take() is > 0 and var sent && await sales.LookAt(touched, cancellation) < sent)
            // Somebody whom a look at the response times, or a rebuild, brought on.
            await sales.LookAtStage("qualified", cancellation);
    }

    private async Task<IReadOnlyList<string>> Send(DemoEvent[] batch, CancellationToken cancellation)
    {
        using var answer = await app.Post("/api/v1/events", JsonSerializer.SerializeToUtf8Bytes(new DemoBatch(batch), DemoJson.Default.DemoBatch), cancellation);
        var counts = answer!.RootElement;
        _accepted += counts.GetProperty("accepted").GetInt32();
        _duplicates += counts.GetProperty("duplicates").GetInt32();
        foreach (var refused in counts.GetProperty("rejected").EnumerateArray())
        {
            _rejected++;
            _refusal ??= refused.ToString();
        }

        return [.. counts.GetProperty("events").EnumerateArray().Select(taken => taken.GetProperty("lead").GetString()!)];
    }

    private async Task Run(string timer, CancellationToken cancellation)
    {
        using var answer = await app.Post($"/admin/functions/{timer}", "{}"u8.ToArray(), cancellation);
    }

    // The clock moves on only when nothing is left of the time before.
    private async Task Settle(CancellationToken cancellation)
    {
        if (!await idle.WaitUntilIdle(Patience, cancellation))
            throw new SeedException($"The app was not idle within {Patience.TotalMinutes} minutes.");
    }
}
