using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

using LeadScoring.Local.Client;
using LeadScoring.Local.Demo.Sales;

namespace LeadScoring.Local.Demo;

/// <summary>
/// The sales desk at work: it looks at leads through the API, keeps a book of those that sales or inside sales has, and reports what its people do with them.
/// </summary>
internal sealed class DemoSales(AppClient app, SalesDesk desk)
{
    private const int AtOnce = 8;

    private static readonly string[] StagesWithSales = ["qualified", "accepted", "sales-qualified", "opportunity"];

    private readonly ConcurrentDictionary<(string Lead, string Model), Work> _book = new();
    private int _handOffs;

    /// <summary>Reports taken so far, by kind.</summary>
    public ConcurrentDictionary<string, int> Reports { get; } = new(StringComparer.Ordinal);

    /// <summary>Hand-offs that came into the book.</summary>
    public int HandOffs => _handOffs;

    /// <summary>Takes over what sales has, after an interruption.</summary>
    /// <param name="reported">Everything up to here was reported.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task TakeOver(DateTimeOffset reported, CancellationToken cancellation)
    {
        foreach (var stage in StagesWithSales)
            await LookAtStage(stage, cancellation);
        foreach (var (key, work) in _book)
            _book[key] = work with { Done = work.Reports.Count(report => report.OccurredAt <= reported.UtcDateTime) };
    }

    /// <summary>Looks at all leads of a stage.</summary>
    public async Task LookAtStage(string stage, CancellationToken cancellation)
    {
        string? next = null;
        do
        {
            var more = next is null ? "" : "&continuation=" + Uri.EscapeDataString(next);
            using var page = await app.Get($"/api/v1/leads?stage={stage}&limit=200{more}", cancellation);
            await LookAt(page!.RootElement.GetProperty("leads").EnumerateArray().Select(lead => lead.GetProperty("id").GetString()!).ToList(), cancellation);
            next = page.RootElement.GetProperty("continuation").GetString();
        }
        while (next is not null);
    }

    /// <summary>Takes those of the leads into the book that were sent to sales since one last looked.</summary>
    /// <returns>How many hand-offs were found.</returns>
    public async Task<int> LookAt(IEnumerable<string> leads, CancellationToken cancellation)
    {
        var before = HandOffs;
        await ForEach(leads, LookAt, cancellation);
        return HandOffs - before;
    }

    /// <summary>Reports what the desk did until now, of those leads that sales still has, and returns these.</summary>
    public async Task<IReadOnlyCollection<string>> Report(DateTimeOffset now, CancellationToken cancellation)
    {
        var leads = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        await ForEach(_book.Where(entry => entry.Value.IsDue(now)).ToList(), async (entry, token) =>
        {
            var ((id, model), work) = entry;
            for (; work.IsDue(now); work = work with { Done = work.Done + 1 })
            {
                if (!await Has(id, model, work.Epoch, token))
                {
                    _book[entry.Key] = work with { Done = work.Reports.Length };
                    return;
                }

                var report = work.Reports[work.Done];
                using var answer = await app.Post($"/api/v1/leads/{id}/feedback", JsonSerializer.SerializeToUtf8Bytes(report, SalesJson.Default.SalesReport), token);
                Reports.AddOrUpdate(report.Kind, 1, (_, count) => count + 1);
                leads[id] = true;
            }

            _book[entry.Key] = work;
        }, cancellation);
        return [.. leads.Keys];
    }

    private async Task LookAt(string id, CancellationToken cancellation)
    {
        using var lead = await app.Get($"/api/v1/leads/{id}", cancellation);
        if (lead is null)
            return;
        foreach (var model in lead.RootElement.GetProperty("models").EnumerateArray().Where(IsWithSales))
        {
            var key = (id, model.GetProperty("model").GetString()!);
            var epoch = model.GetProperty("epoch").GetInt32();
            if (_book.TryGetValue(key, out var known) && known.Epoch == epoch)
                continue;
            if (await Opened(lead.RootElement, key.Item2, epoch, cancellation) is not { } handOff)
                continue;
            _book[key] = new Work(epoch, desk.Plan(handOff), 0);
            Interlocked.Increment(ref _handOffs);
        }
    }

    private async Task<bool> Has(string id, string model, int epoch, CancellationToken cancellation)
    {
        using var lead = await app.Get($"/api/v1/leads/{id}", cancellation);
        return lead is not null && lead.RootElement.GetProperty("models").EnumerateArray()
            .Any(item => item.GetProperty("model").GetString() == model && item.GetProperty("epoch").GetInt32() == epoch && IsWithSales(item));
    }

    private static bool IsWithSales(JsonElement model) => StagesWithSales.Contains(model.GetProperty("stage").GetString());

    // The lead's page tells where it stands, its timeline when it was sent and what was agreed then.
    private async Task<SalesLead?> Opened(JsonElement lead, string model, int epoch, CancellationToken cancellation)
    {
        var id = lead.GetProperty("id").GetString()!;
        string? before = null;
        do
        {
            var more = before is null ? "" : "&before=" + Uri.EscapeDataString(before);
            using var page = await app.Get($"/api/v1/leads/{id}/timeline?limit=200{more}", cancellation);
            foreach (var entry in page!.RootElement.GetProperty("entries").EnumerateArray())
            {
                if (Text(entry, "type") == "lead.qualified" && Text(entry, "model") == model && entry.GetProperty("epoch").GetInt32() == epoch)
                {
                    return new SalesLead(
                        id,
                        Text(lead, "email") ?? id,
                        model,
                        epoch,
                        Text(entry, "to") == "inside-sales",
                        entry.GetProperty("occurredAt").GetDateTimeOffset(),
                        entry.TryGetProperty("respondBy", out var respondBy) ? respondBy.GetDateTimeOffset() : null,
                        entry.TryGetProperty("attempts", out var attempts) ? attempts.GetInt32() : null,
                        int.TryParse(Text(lead.GetProperty("profile"), "employees"), NumberStyles.None, CultureInfo.InvariantCulture, out var employees) ? employees : null);
                }
            }

            before = page.RootElement.GetProperty("continuation").GetString();
        }
        while (before is not null);
        return null;
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static Task ForEach<T>(IEnumerable<T> items, Func<T, CancellationToken, Task> each, CancellationToken cancellation) =>
        Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (item, token) => await each(item, token));

    /// <summary>A hand-off in the book.</summary>
    private sealed record Work(int Epoch, ImmutableArray<SalesReport> Reports, int Done)
    {
        public bool IsDue(DateTimeOffset now) => Done < Reports.Length && Reports[Done].OccurredAt <= now.UtcDateTime;
    }
}
