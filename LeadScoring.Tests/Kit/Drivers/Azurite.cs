using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;
using LeadScoring.Domain.Leads;

namespace LeadScoring.Tests.Kit.Drivers;

/// <summary>
/// The storage emulator as a process of its own, on free loopback ports, with its data in a temporary folder.
/// Tests share one (see <see cref="OnAzurite"/>) and keep apart by the names of their tables and queues.
/// </summary>
public partial class Azurite : IAsyncLifetime
{
    // A laden two-core machine takes seconds to start Node.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly string _data = Directory.CreateTempSubdirectory("azurite-").FullName;
    private readonly Dictionary<string, int> _ports = new(StringComparer.Ordinal);
    private Process? _process;

    /// <summary>For the table and queue clients; set once the emulator listens.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>Where its data is.</summary>
    protected string Folder => _data;

    /// <summary>Further arguments.</summary>
    protected virtual IReadOnlyList<string> Arguments => [];

    /// <summary>Further environment variables.</summary>
    protected virtual IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string>(StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">Node or Azurite is missing, or it did not start in time; the message says what to do.</exception>
    public async Task InitializeAsync()
    {
        var script = Path.Combine(Root(), "node_modules", "azurite", "dist", "src", "azurite.js");
        if (!File.Exists(script))
            throw new InvalidOperationException($"Azurite is not installed ({script} is missing). Run `npm ci` in the repository's root; it needs Node 20 or newer.");

        // Port 0 the first time: the system gives free ones, which Azurite prints; choosing them here would be a race. Later starts keep them.
        var (queue, table) = (_ports.GetValueOrDefault("Queue"), _ports.GetValueOrDefault("Table"));
        _ports.Clear();
        var output = new List<string>();
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = Start(script, queue, table);
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        var ended = _process.WaitForExitAsync();
        if (await Task.WhenAny(listening.Task, ended, Task.Delay(Deadline)) != listening.Task)
        {
            await DisposeAsync();
            lock (output)
                throw new InvalidOperationException($"Azurite did not listen within {Deadline.TotalSeconds} s. Its output was:{Environment.NewLine}{string.Join(Environment.NewLine, output)}");
        }

        ConnectionString =
            "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;" +
            "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;" +
            $"QueueEndpoint=http://127.0.0.1:{_ports["Queue"]}/devstoreaccount1;TableEndpoint=http://127.0.0.1:{_ports["Table"]}/devstoreaccount1;";

        void Note(string? line)
        {
            if (line is null)
                return;
            lock (output)
            {
                output.Add(line);
                if (Listening().Match(line) is { Success: true } match)
                    _ports[match.Groups["service"].Value] = int.Parse(match.Groups["port"].Value, System.Globalization.CultureInfo.InvariantCulture);
                if (_ports.ContainsKey("Queue") && _ports.ContainsKey("Table"))
                    listening.TrySetResult();
            }
        }
    }

    /// <summary>The port of a service, <c>Queue</c> or <c>Table</c>, once it listens.</summary>
    protected int Port(string service) => _ports[service];

    /// <summary>Stops it as an operator would, its data saved; <see cref="InitializeAsync"/> starts it again on the same ports and data.</summary>
    public async Task Stop()
    {
        if (_process is { HasExited: false } process)
        {
            using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
                await kill.WaitForExitAsync();
            await process.WaitForExitAsync().WaitAsync(Deadline);
        }

        await End();
    }

    public async Task DisposeAsync()
    {
        await End();
        Directory.Delete(_data, recursive: true);
    }

    private async Task End()
    {
        if (_process is not { } process)
            return;
        _process = null;
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private Process Start(string script, int queuePort, int tablePort)
    {
        var start = new ProcessStartInfo("node") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _data };
        string Port(int port) => port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        foreach (var argument in (string[])[script, "--location", _data, "--blobPort", "0", "--queuePort", Port(queuePort), "--tablePort", Port(tablePort), "--skipApiVersionCheck", "--disableTelemetry", "--loose", "--silent", .. Arguments])
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in Variables)
            start.Environment[name] = value;
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException("Azurite needs Node 20 or newer, and `node` is not on the PATH. Install it, then run `npm ci` in the repository's root.", e);
        }
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "LeadScoring.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No LeadScoring.sln above {AppContext.BaseDirectory}.");
    }

    [GeneratedRegex("^Azurite (?<service>Queue|Table) service is successfully listening at .*:(?<port>[0-9]+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Listening();
}

/// <summary>Test classes that use the emulator name this collection, and get the one instance by their constructor.</summary>
[CollectionDefinition(nameof(OnAzurite))]
public sealed class OnAzurite : ICollectionFixture<Azurite>;
