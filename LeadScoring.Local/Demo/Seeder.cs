using System.Globalization;
using System.Text.Json;

using LeadScoring.Local.Client;
using LeadScoring.Local.Demo.Leads;
using LeadScoring.Local.Publishing;

namespace LeadScoring.Local.Demo;

/// <summary>Fills an app through its own API. Each step can be done again and then changes nothing.</summary>
internal sealed class Seeder(AppClient app, SeedProgress progress)
{
    private const int BatchSize = 500;

    private static readonly TimeSpan ScoringTime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Publishes the sample models that the app does not have. A draft that somebody changed is left alone.</summary>
    public async Task PublishModels(CancellationToken cancellation)
    {
        foreach (var (model, yaml) in SampleModels.All())
        {
            using var present = await app.Get($"/api/v1/models/{model}", cancellation);
            if (present is null)
                await app.Put($"/api/v1/models/{model}", "application/yaml", yaml, cancellation);
            else if (IsPublished(present) || present.RootElement.GetProperty("yaml").GetString() != yaml)
                continue;
            await Publish(new ModelApi(app, model), cancellation);
            progress.Line($"published the sample model {model}");
        }
    }

    // Who seeds an app wants to see leads at work: the number is confirmed as the app says it.
    private static async Task Publish(ModelApi api, CancellationToken cancellation)
    {
        var answer = await api.Publish(null, "leads", "Sample model", null, cancellation);
        if (answer.Code == "LS-PUBLISH-006")
        {
            await api.Preview(null, null, null, static (_, _) => { }, cancellation);
            answer = await api.Publish(null, "leads", "Sample model", null, cancellation);
        }

        if (answer.Confirm is { } number)
            answer = await api.Publish(null, "leads", "Sample model", number, cancellation);
        answer.Expect(202);
    }

    /// <summary>Sends the events and waits until they are scored.</summary>
    /// <returns>False when the app refused some of them, or had not scored all in time.</returns>
    public async Task<bool> SendEvents(IReadOnlyList<DemoEvent> events, CancellationToken cancellation)
    {
        var (accepted, duplicates, rejected, refusal) = (0, 0, 0, (string?)null);
        await progress.Step($"sending {events.Count.ToString("N0", CultureInfo.InvariantCulture)} events", async report =>
        {
            var sent = 0;
            // A lead's events together: the score does not depend on their order, and storage is written once per lead instead of once per event.
            foreach (var batch in events.OrderBy(e => e.Lead.Email ?? e.Lead.Visitor, StringComparer.Ordinal).Chunk(BatchSize))
            {
                using var answer = await app.Post("/api/v1/events", JsonSerializer.SerializeToUtf8Bytes(new DemoBatch(batch), DemoJson.Default.DemoBatch), cancellation);
                var counts = answer!.RootElement;
                accepted += counts.GetProperty("accepted").GetInt32();
                duplicates += counts.GetProperty("duplicates").GetInt32();
                foreach (var refused in counts.GetProperty("rejected").EnumerateArray())
                {
                    rejected++;
                    refusal ??= refused.ToString();
                }
                report((double)(sent += batch.Length) / events.Count);
            }
        });
        progress.Line(string.Create(CultureInfo.InvariantCulture, $"{accepted:N0} events accepted, {duplicates:N0} duplicates, {rejected:N0} refused{(refusal is null ? "" : $", such as {refusal}")}"));
        return await Scored(cancellation) && rejected == 0;
    }

    private static bool IsPublished(JsonDocument model) => model.RootElement.TryGetProperty("version", out var version) && version.ValueKind == JsonValueKind.Number;

    private async Task<bool> Scored(CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(ScoringTime);
        try
        {
            await progress.Step("scoring", async report =>
            {
                var most = 1;
                while (await Waiting(patience.Token) is > 0 and var waiting)
                {
                    most = Math.Max(most, waiting);
                    report(1 - ((double)waiting / most));
                    await Task.Delay(Pause, patience.Token);
                }
            });
            return true;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            progress.Line($"The app was still scoring after {ScoringTime.TotalMinutes} minutes; it continues in the background.");
            return false;
        }
    }

    // 0 also for an app in the cloud, which has no such page: it scores in its own time.
    private async Task<int> Waiting(CancellationToken cancellation)
    {
        using var answer = await app.Get("/local/idle", cancellation);
        if (answer is null || answer.RootElement.GetProperty("idle").GetBoolean())
            return 0;
        return Math.Max(1, answer.RootElement.GetProperty("queues").EnumerateObject().Sum(queue => queue.Value.GetInt32()));
    }
}
