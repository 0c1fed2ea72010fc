using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

using LeadScoring.Functions.Import;
using LeadScoring.Local.Client;

namespace LeadScoring.Local.Importing;

/// <summary>Sends a file to <c>POST /api/v1/leads/import</c>. It may be sent again, and is when the app asks for that: rows taken already count once.</summary>
internal sealed class Importer(AppClient app, SeedProgress progress)
{
    private const int Attempts = 6;

    /// <summary>What the app answered.</summary>
    /// <param name="file">A file of at most <see cref="ImportLimits.FileBytes"/>.</param>
    /// <param name="query">Of the request, with its question mark; may be empty.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="SeedException">The file cannot be sent, or the app does not answer.</exception>
    public async Task<ImportOutcome> Send(FileInfo file, string query, CancellationToken cancellation)
    {
        if (!file.Exists)
            throw new SeedException($"The file {file.FullName} does not exist.");
        if (file.Length > ImportLimits.FileBytes)
            throw new SeedException(string.Create(CultureInfo.InvariantCulture, $"LS-IMPORT-013 {file.Name} has {file.Length:N0} bytes; at most {ImportLimits.FileBytes:N0} are allowed.\n  fix: Split it, with the first line at the top of every part."));

        for (var attempt = 1; ; attempt++)
        {
            var (status, retryAfter, text) = await Once(file, query, cancellation);
            if (status is not (503 or 429) || attempt == Attempts)
                return Read(status, text);
            progress.Line(string.Create(CultureInfo.InvariantCulture, $"the app is busy ({status}): the file is sent again"));
            await Task.Delay(retryAfter ?? TimeSpan.FromSeconds(attempt), cancellation);
        }
    }

    private async Task<(int Status, TimeSpan? RetryAfter, string Text)> Once(FileInfo file, string query, CancellationToken cancellation)
    {
        (int, TimeSpan?, string) answer = default;
        await progress.Step(string.Create(CultureInfo.InvariantCulture, $"importing {file.Name} ({file.Length / 1024.0 / 1024:N1} MiB)"), async report =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/leads/import" + query) { Content = new FileUpload(file.OpenRead(), report) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(IsLines(file) ? "application/x-ndjson" : "text/csv");
            // A refusal, of the key for one, comes before the file is sent.
            request.Headers.ExpectContinue = true;
            answer = await app.Exchange(request, cancellation);
        });
        return answer;
    }

    private static bool IsLines(FileInfo file) => file.Extension.ToUpperInvariant() is ".NDJSON" or ".JSONL" or ".JSON";

    private static ImportOutcome Read(int status, string text)
    {
        try
        {
            if (status is 200 or 202)
                return new ImportOutcome(JsonSerializer.Deserialize(text, ImportJson.Default.ImportReport), null);
            using var problem = JsonDocument.Parse(text);
            var root = problem.RootElement;
            var report = root.TryGetProperty("report", out var inside) ? inside.Deserialize(ImportJson.Default.ImportReport) : null;
            long? line = root.TryGetProperty("line", out var at) ? at.GetInt64() : null;
            return new ImportOutcome(report, $"{root.GetProperty("code").GetString()} {(line is null ? "" : string.Create(CultureInfo.InvariantCulture, $"line {line}: "))}{root.GetProperty("detail").GetString()}\n  fix: {root.GetProperty("fix").GetString()}");
        }
        catch (Exception broken) when (broken is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new SeedException(string.Create(CultureInfo.InvariantCulture, $"The import was answered with {status}, which is not an answer of the app: {text}"), broken);
        }
    }
}

/// <summary>What became of a file.</summary>
/// <param name="Report">Of its rows; null where none was read.</param>
/// <param name="Problem">Why it was not taken whole; null when it was.</param>
internal sealed record ImportOutcome(ImportReport? Report, string? Problem);
