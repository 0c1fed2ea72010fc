using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LeadScoring.Tests.Kit.Drivers;

/// <summary><c>leads up</c> as a process with the Azurite that it starts itself, whose saves a test can slow down or fail.</summary>
internal sealed partial class OwnStorageApp : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly AppOutput _output = new();
    private Process? _process;

    /// <summary>The data folder.</summary>
    public string Data { get; } = Directory.CreateTempSubdirectory("leads-own-").FullName;

    public string Storage => Path.Combine(Data, "storage");

    public string Output => _output.ToString();

    public HttpClient Http { get; private set; } = new();

    public static async Task<OwnStorageApp> Start()
    {
        var app = new OwnStorageApp();
        await app.Launch();
        return app;
    }

    /// <summary>Slows the saves down or fails them from now on; null for neither. See <c>Data/node/saves.js</c>.</summary>
    public void Saves(string? how)
    {
        if (how is null)
            File.Delete(Control);
        else
            File.WriteAllText(Control, how);
    }

    /// <summary>Sends an event and returns when it is acknowledged and scored.</summary>
    public async Task Send(string id)
    {
        await Acknowledge(id);
        await Eventually.True(async () => (await Http.GetStringAsync("/local/idle")).Contains("\"idle\":true", StringComparison.Ordinal), Patience);
    }

    /// <summary>Sends an event and returns when it is acknowledged: the app may end right after.</summary>
    public async Task Acknowledge(string id)
    {
        using var answer = await Http.PostAsJsonAsync("/api/v1/events", new { id, source = "own", type = "page.viewed", lead = new { email = "ann@acme.example" } });
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Ids of the lead's events, those that came first last.</summary>
    public async Task<IReadOnlyList<string>> Events()
    {
        using var page = JsonDocument.Parse(await Http.GetStringAsync("/api/v1/leads/ann%40acme.example/timeline?limit=200"));
        return [.. page.RootElement.GetProperty("entries").EnumerateArray().Where(static entry => entry.GetProperty("kind").GetString() == "event").Select(static entry => entry.GetProperty("id").GetString()!)];
    }

    /// <summary>Sends an event and returns in the middle of the save that has it, with nothing changed since the save began.</summary>
    public async Task SendIntoASave(string id, int milliseconds)
    {
        Saves(string.Create(CultureInfo.InvariantCulture, $"slow {milliseconds}"));
        await Saved();
        await Send(id);
        await Eventually.True(() => File.Exists(Mark), Patience);
    }

    /// <summary>Returns when no slow save runs.</summary>
    public Task Saved() => Eventually.True(() => !File.Exists(Mark), Patience);

    /// <summary>Sends a signal, such as TERM.</summary>
    public async Task Signal(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits for its end and returns the exit code.</summary>
    public async Task<int> End()
    {
        var process = _process ?? throw new InvalidOperationException("The app does not run.");
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
        _process = null;
        var code = process.ExitCode;
        process.Dispose();
        return code;
    }

    public async Task Launch()
    {
        // A shell lets what it runs in the background ignore INT, and all that this starts inherits it.
        string[] command = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT", "dotnet"] : ["dotnet"];
        var start = new ProcessStartInfo(command[0]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments = [.. command[1..], Path.Combine(AppContext.BaseDirectory, "leads.dll"), "up", "--port", "0", "--data", Data, "--parent", Environment.ProcessId.ToString(CultureInfo.InvariantCulture)];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment.Remove("AzureWebJobsStorage");
        start.Environment["NODE_OPTIONS"] = $"--require \"{Path.Combine(AppContext.BaseDirectory, "Data", "node", "saves.js")}\"";
        start.Environment["SAVES"] = Control;
        var process = _process = Process.Start(start)!;
        var ready = _output.Follow(process);
        if (await Task.WhenAny(ready, process.WaitForExitAsync(), Task.Delay(Patience)) != ready)
            throw new InvalidOperationException("The app was not ready, or ended. " + Output);
        var match = ReadyLine().Match(await ready);
        Http.Dispose();
        Http = new HttpClient { BaseAddress = new Uri(match.Groups["url"].Value) };
        Http.DefaultRequestHeaders.Add("x-functions-key", match.Groups["key"].Value);
    }

    public async ValueTask DisposeAsync()
    {
        Saves(null);
        if (_process is { } process)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
        Http.Dispose();
        // Its Azurite still saves, and deletes nothing.
        await Eventually.True(() =>
        {
            try
            {
                Directory.Delete(Data, recursive: true);
                return true;
            }
            catch (IOException)
            {
                return false;
            }
        });
    }

    private string Mark => Path.Combine(Storage, "table.json.saving");

    private string Control => Path.Combine(Data, "saves");

    [GeneratedRegex("^ready: (?<url>http://localhost:[0-9]+)/app key=(?<key>.+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ReadyLine();
}
