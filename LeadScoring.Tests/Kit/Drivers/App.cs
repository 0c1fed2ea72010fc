using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LeadScoring.Tests.Kit.Drivers;

/// <summary>
/// The real app: <c>leads up</c> as a process of its own on a free port, with an Azurite of its own. Killing the app leaves the storage
/// as it is, as in the cloud.
/// </summary>
public sealed partial class App : IAsyncDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(60);

    private readonly Azurite _azurite;
    private readonly Dictionary<string, string> _settings;
    private readonly string _data = Directory.CreateTempSubdirectory("leads-").FullName;
    private readonly AppOutput _output = new();
    private Process? _process;
    private TimeSpan? _clock;

    private readonly string[] _options;

    private App(Azurite azurite, IReadOnlyDictionary<string, string>? settings, string[] options)
    {
        _options = options;
        _azurite = azurite;
        _settings = new(StringComparer.Ordinal)
        {
            ["AzureWebJobsStorage"] = azurite.ConnectionString,
            // A message of a killed run, or of a failed one, comes back within a test's patience.
            ["LeadScoring__Local__QueueLock"] = "00:00:03",
            ["AzureFunctionsJobHost__extensions__queues__visibilityTimeout"] = "00:00:01",
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string>(StringComparer.Ordinal))
            _settings[name] = value;
    }

    /// <summary>Sends the master key, as it was printed. Every answer is held to the OpenAPI document.</summary>
    public HttpClient Http { get; private set; } = new();

    /// <summary>Sends no key. Every answer is held to the OpenAPI document.</summary>
    public HttpClient Anonymous { get; private set; } = new();

    public string Key { get; private set; } = "";

    /// <summary>Of the storage, for a look behind the scenes.</summary>
    public string StorageConnection => _azurite.ConnectionString;

    /// <summary>Its data folder.</summary>
    public string Data => _data;

    /// <summary>Everything the app printed in all its runs.</summary>
    public string Output => _output.ToString();

    /// <summary>Returns when the app can take requests.</summary>
    /// <param name="settings">Environment variables; names with <c>__</c> for the colon.</param>
    /// <param name="options">Options of <c>leads up</c>, beside port and data folder.</param>
    public static async Task<App> Start(IReadOnlyDictionary<string, string>? settings = null, params string[] options)
    {
        var azurite = new Azurite();
        await azurite.InitializeAsync();
        return await StartOn(azurite, settings, options);
    }

    /// <summary>The same with a storage of its own that runs already; it ends with the app.</summary>
    internal static async Task<App> StartOn(Azurite azurite, IReadOnlyDictionary<string, string>? settings, params string[] options)
    {
        var app = new App(azurite, settings, options);
        try
        {
            await app.Launch();
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the process at once, wherever it is.</summary>
    public async Task Kill9()
    {
        if (_process is not { } process)
            return;
        _process = null;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>Starts it again on the same storage, after <see cref="Kill9"/> or <see cref="Stop"/>, with its clock where it was.</summary>
    public async Task Restart()
    {
        await Kill9();
        await Launch();
    }

    /// <summary>Asks it to stop, as an operator would (SIGTERM), and returns its exit code.</summary>
    public async Task<int> Stop()
    {
        var process = _process ?? throw new InvalidOperationException("The app does not run.");
        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        using var patience = new CancellationTokenSource(StopTime);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException late)
        {
            throw new TimeoutException($"The app did not stop within {StopTime.TotalSeconds} s of SIGTERM. {Output}", late);
        }
        _process = null;
        var code = process.ExitCode;
        process.Dispose();
        return code;
    }

    /// <summary>Ends the storage under the running app.</summary>
    public Task StopStorage() => _azurite.Stop();

    /// <summary>Starts the storage again, at the same address with the same data.</summary>
    public Task StartStorage() => _azurite.InitializeAsync();

    /// <summary>Sets what the app takes for the time; it runs on from there.</summary>
    public async Task MoveClock(DateTimeOffset now)
    {
        _clock = now - TimeProvider.System.GetUtcNow();
        using var answer = await Http.PutAsJsonAsync("/local/clock", new { now });
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>A new address that signs in once.</summary>
    public async Task<string> SignInLink()
    {
        using var answer = await Http.PostAsync("/local/sign-in-links", content: null);
        answer.EnsureSuccessStatusCode();
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return body.RootElement.GetProperty("url").GetString()!;
    }

    /// <summary>Runs a timer function now; see <see cref="WaitUntilIdle"/>.</summary>
    public async Task Run(string function)
    {
        using var answer = await Http.PostAsJsonAsync($"/admin/functions/{function}", new { });
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{function} was not run: {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>Returns when no request, function or message is under way or waits.</summary>
    public async Task WaitUntilIdle(TimeSpan? patience = null)
    {
        var last = "";
        await Eventually.True(async () =>
        {
            last = await Look();
            using var answer = JsonDocument.Parse(last);
            return answer.RootElement.GetProperty("idle").GetBoolean();
        }, patience ?? TimeSpan.FromSeconds(60), () => $"The app did not come to rest: {last}{Environment.NewLine}{Output}");
    }

    private async Task<string> Look()
    {
        try
        {
            return await Http.GetStringAsync("/local/idle");
        }
        catch (HttpRequestException gone)
        {
            throw new InvalidOperationException($"The app is gone ({(_process is { HasExited: true } ended ? $"exit code {ended.ExitCode}" : "its process runs")}). {Output}", gone);
        }
    }

    /// <summary>Storage operations since the start or the last reset, looks at empty queues too; by service and operation, such as <c>table POST</c>.</summary>
    public async Task<IReadOnlyDictionary<string, long>> Operations()
    {
        using var answer = JsonDocument.Parse(await Http.GetStringAsync("/local/operations"));
        return answer.RootElement.GetProperty("operations").EnumerateArray().ToDictionary(
            operation => $"{operation.GetProperty("service").GetString()} {operation.GetProperty("operation").GetString()}",
            operation => operation.GetProperty("count").GetInt64(), StringComparer.Ordinal);
    }

    /// <summary>Storage operations since the last reset: all but looks at empty queues, which cost by the hour and not by the event.</summary>
    public async Task<long> CountOperations()
    {
        // A look in flight is counted as an operation before it is known to be empty: of several counts at rest the least is right.
        var least = long.MaxValue;
        for (var look = 0; look < 40; look++)
        {
            using var answer = JsonDocument.Parse(await Http.GetStringAsync("/local/operations"));
            least = Math.Min(least, answer.RootElement.GetProperty("total").GetInt64() - answer.RootElement.GetProperty("emptyPolls").GetInt64());
        }

        return least;
    }

    public async Task ResetOperations()
    {
        using var answer = await Http.PostAsync("/local/operations/reset", content: null);
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        await Kill9();
        Http.Dispose();
        Anonymous.Dispose();
        await _azurite.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    private async Task Launch()
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "leads.dll"), "up", "--port", "0", "--data", _data, "--parent", Environment.ProcessId.ToString(CultureInfo.InvariantCulture), .. _options];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in _settings)
            start.Environment[name] = value;
        if (_clock is { } offset)
            start.Environment["LeadScoring__ClockOffset"] = offset.ToString("c", CultureInfo.InvariantCulture);

        var process = _process = Process.Start(start)!;
        var ready = _output.Follow(process);
        if (await Task.WhenAny(ready, process.WaitForExitAsync(), Task.Delay(StartTime)) != ready)
            throw new InvalidOperationException($"The app was not ready within {StartTime.TotalSeconds} s, or ended. {Output}");
        var match = ReadyLine().Match(await ready);
        Key = match.Groups["key"].Value;
        var url = new Uri(match.Groups["url"].Value);
        Http.Dispose();
        Anonymous.Dispose();
        Http = new HttpClient(new CheckedAnswers()) { BaseAddress = url };
        Http.DefaultRequestHeaders.Add("x-functions-key", Key);
        Anonymous = new HttpClient(new CheckedAnswers()) { BaseAddress = url };
    }

    [GeneratedRegex("^ready: (?<url>http://localhost:[0-9]+)/app key=(?<key>.+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ReadyLine();
}
