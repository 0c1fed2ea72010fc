using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

using LeadScoring.Local.Demo;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Demo;

/// <summary>
/// <c>leads up --demo</c> as a process, with a data folder and an Azurite of its own: killed in the middle of the ninety days, started again, and looked at
/// when it was ready.
/// </summary>
public sealed partial class DemoApp : IAsyncLifetime
{
    /// <summary>Few, for the tests; all of the demo, with those who have a story, where the pictures of the documents are made again.</summary>
    public static int Leads { get; } = Pictures.AreWanted ? 300 : 24;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(Pictures.AreWanted ? 20 : 5);

    private readonly string _data = Directory.CreateTempSubdirectory("leads-demo-").FullName;
    private readonly AppOutput _output = new();
    private Process? _process;
    private Uri? _address;
    private string _key = "";

    /// <summary>Everything that the app printed in both runs.</summary>
    public string Output => _output.ToString();

    /// <summary>How far it was when it was killed.</summary>
    internal DemoMark Interrupted { get; private set; } = null!;

    /// <summary>How far it was in the end.</summary>
    internal DemoMark Finished { get; private set; } = null!;

    /// <summary>The app's time when it was ready, less the real one.</summary>
    public TimeSpan ClockAhead { get; private set; }

    /// <summary>Every lead with its timeline, oldest first.</summary>
    public IReadOnlyList<(JsonElement Lead, IReadOnlyList<JsonElement> Timeline)> Lived { get; private set; } = [];

    public async Task InitializeAsync()
    {
        _ = Launch();
        await Eventually.True(() => DemoMark.Read(_data) is { Step: > 100 }, Patience, () => $"The demo did not begin. {Output}");
        await Kill();
        Interrupted = DemoMark.Read(_data)!;

        var ready = ReadyLine().Match(await Launch().WaitAsync(Patience));
        Finished = DemoMark.Read(_data)!;
        _address = new Uri(ready.Groups["url"].Value);
        _key = ready.Groups["key"].Value;
        using var http = Client();
        ClockAhead = (await Get(http, "/local/clock")).GetProperty("now").GetDateTimeOffset() - TimeProvider.System.GetUtcNow();
        var leads = (await Get(http, "/api/v1/leads?limit=200")).GetProperty("leads").EnumerateArray().ToList();
        Lived = [.. await Task.WhenAll(leads.Select(async lead => (lead, await Timeline(http, lead.GetProperty("id").GetString()!))))];
    }

    /// <summary>An address that signs in once.</summary>
    public async Task<string> SignInLink()
    {
        using var http = Client();
        using var answer = await http.PostAsync("/local/sign-in-links", content: null);
        answer.EnsureSuccessStatusCode();
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return body.RootElement.GetProperty("url").GetString()!;
    }

    public async Task DisposeAsync()
    {
        await Kill();
        // Its Azurite saves and ends by itself.
        await Eventually.True(() =>
        {
            try
            {
                Directory.Delete(_data, recursive: true);
                return true;
            }
            catch (IOException)
            {
                return false;
            }
        });
    }

    private HttpClient Client()
    {
        var http = new HttpClient { BaseAddress = _address };
        http.DefaultRequestHeaders.Add("x-functions-key", _key);
        return http;
    }

    private static async Task<IReadOnlyList<JsonElement>> Timeline(HttpClient http, string lead)
    {
        var entries = new List<JsonElement>();
        string? before = null;
        do
        {
            var page = await Get(http, $"/api/v1/leads/{lead}/timeline?limit=200{(before is null ? "" : "&before=" + Uri.EscapeDataString(before))}");
            entries.AddRange(page.GetProperty("entries").EnumerateArray());
            before = page.GetProperty("continuation").GetString();
        }
        while (before is not null);
        entries.Reverse();
        return entries;
    }

    private static async Task<JsonElement> Get(HttpClient http, string path)
    {
        using var answer = JsonDocument.Parse(await http.GetStringAsync(new Uri(path, UriKind.Relative)));
        return answer.RootElement.Clone();
    }

    private Task<string> Launch()
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "leads.dll"), "up", "--demo", "--demo-leads", Leads.ToString(CultureInfo.InvariantCulture), "--port", "0", "--data", _data,
            "--parent", Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment.Remove("AzureWebJobsStorage");
        _process = Process.Start(start)!;
        return _output.Follow(_process);
    }

    private async Task Kill()
    {
        if (_process is not { } process)
            return;
        _process = null;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    [GeneratedRegex("^ready: (?<url>http://localhost:[0-9]+)/app key=(?<key>.+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ReadyLine();
}
