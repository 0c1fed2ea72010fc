using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;

using LeadScoring.Local.Files;

namespace LeadScoring.Local.Storage;

/// <summary>Azurite as a child of this process: ends with it, however it ends, and saves what it holds.</summary>
internal sealed class AzuriteChild : IAsyncDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(10);

    // The published development account of every Azurite; no secret.
    private const string Account = "devstoreaccount1";
    private const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly Process _process;
    private readonly string _folder;

    private AzuriteChild(Process process, string folder)
    {
        _process = process;
        _folder = folder;
    }

    /// <summary>Value for AzureWebJobsStorage.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>Completes when it ends.</summary>
    public Task Ended => _process.WaitForExitAsync();

    /// <summary>Starts it on free loopback ports with its data under the folder.</summary>
    public static async Task<AzuriteChild> Start(string folder, CancellationToken cancellation)
    {
        var tools = NodeTools.Find() ?? throw new StartException("LS-LOCAL-014", "Azurite is not installed: node_modules/azurite is not in the folder of the program or above it.",
            "Run `npm ci` in the checkout (./run does), or set AzureWebJobsStorage to the connection string of a running storage.");
        await AzuriteMark.WaitForEarlier(folder, cancellation);

        var start = new ProcessStartInfo("node") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Storage", "azurite.js"));
        start.ArgumentList.Add(tools);
        start.ArgumentList.Add(folder);
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception cause)
        {
            throw new StartException("LS-LOCAL-014", $"node cannot be started: {cause.Message}", "Install Node.js 18 or later (https://nodejs.org), or set AzureWebJobsStorage to the connection string of a running storage.", cause);
        }

        var child = new AzuriteChild(process, folder);
        try
        {
            AzuriteMark.Write(folder, process);
            await child.Ready(cancellation);
            return child;
        }
        catch
        {
            await child.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.StandardInput.Close();
            using var patience = new CancellationTokenSource(StopTime);
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill();
                await _process.WaitForExitAsync();
            }
        }
        AzuriteMark.Delete(_folder);
        _process.Dispose();
    }

    private async Task Ready(CancellationToken cancellation)
    {
        var errors = new StringBuilder();
        _process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        _process.BeginErrorReadLine();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(StartTime);
        string? line = null;
        try
        {
            line = await _process.StandardOutput.ReadLineAsync(patience.Token);
            if (line is null)
                await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Said below.
        }
        if (line is null)
            throw new StartException("LS-LOCAL-011", $"Azurite did not start. It said: {errors.ToString().Trim()}", $"Run `npm ci`, and `leads doctor`. If the files in {_folder} are damaged, move that folder away.");

        // Read on, so that nothing it prints can fill the pipe.
        _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        using var ports = JsonDocument.Parse(line);
        string Endpoint(string service) => $"http://127.0.0.1:{ports.RootElement.GetProperty(service).GetInt32()}/{Account}";
        ConnectionString = $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={AccountKey};QueueEndpoint={Endpoint("queue")};TableEndpoint={Endpoint("table")};";
    }
}
