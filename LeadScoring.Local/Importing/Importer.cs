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
    /// <param name="file">The file.</param>
    /// <param name="query">Of the request, with its question mark; may be empty.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="SeedException">The file cannot be sent, or the app does not answer.</exception>
    public async Task<ImportOutcome> Send(ImportFile file, string query, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (status, retryAfter, text) = await Once(file, query, cancellation);
            if (status is not (503 or 429) || attempt == Attempts)
                return Read(status, text);
            progress.Line(string.Create(CultureInfo.InvariantCulture, $"the app is busy ({status}): the file is sent again"));
            await Task.Delay(retryAfter ?? TimeSpan.FromSeconds(attempt), cancellation);
        }
    }

    private async Task<(int Status, TimeSpan? RetryAfter, string Text)> Once(ImportFile file, string query, CancellationToken cancellation)
    {
        (int, TimeSpan?, string) answer = default;
        await progress.Step(string.Create(CultureInfo.InvariantCulture, $"importing {file.Name} ({file.Length / 1024.0 / 1024:N1} MiB)"), async report =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/leads/import" + query) { Content = new FileUpload(file.Open(), report) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(TypeOf(file.Name));
            // A refusal, of the key for one, comes before the file is sent.
            request.Headers.ExpectContinue = true;
            answer = await app.Exchange(request, cancellation);
        });
        return answer;
    }

    // What a name does not tell, the app sees from the first bytes.
    private static string TypeOf(string name) => Path.GetExtension(name).ToUpperInvariant() switch
    {
        ".NDJSON" or ".JSONL" or ".JSON" => "application/x-ndjson",
        ".CSV" or ".TSV" or ".TXT" => "text/csv",
        _ => "application/octet-stream",
    };

    private static ImportOutcome Read(int status, string text)
    {
        try
        {
            if (status is 200 or 202)
                return new ImportOutcome(JsonSerializer.Deserialize(text, ImportJson.Default.ImportReport), null, text);
            using var problem = JsonDocument.Parse(text);
            var root = problem.RootElement;
            var report = root.TryGetProperty("report", out var inside) ? inside.Deserialize(ImportJson.Default.ImportReport) : null;
            long? line = root.TryGetProperty("line", out var at) ? at.GetInt64() : null;
            return new ImportOutcome(report, $"{root.GetProperty("code").GetString()} {(line is null ? "" : string.Create(CultureInfo.InvariantCulture, $"line {line}: "))}{CommandWords.Of(root.GetProperty("detail").GetString()!)}\n  fix: {CommandWords.Of(root.GetProperty("fix").GetString()!)}", text);
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
/// <param name="Text">The answer as it was sent.</param>
internal sealed record ImportOutcome(ImportReport? Report, string? Problem, string Text);
