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

    private readonly Process _process;
    private readonly string _folder;
    private readonly TaskCompletionSource<FailedSave> _unsaved = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StringBuilder _errors = new();
    private FailedSave? _last;
    private Task _reading = Task.CompletedTask;

    private AzuriteChild(Process process, string folder)
    {
        _process = process;
        _folder = folder;
    }

    /// <summary>Value for AzureWebJobsStorage.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>Completes when it ends.</summary>
    public Task Ended => _process.WaitForExitAsync();

    /// <summary>Completes when what it acknowledged could not be written into its files. It tries again, and once more at its end.</summary>
    public Task<FailedSave> Unsaved => _unsaved.Task;

    /// <summary>Starts it on free loopback ports with its data under the folder.</summary>
    public static async Task<AzuriteChild> Start(string folder, CancellationToken cancellation)
    {
        var tools = NodeTools.Find() ?? throw new StartException("LS-LOCAL-014", "Azurite is not installed: node_modules/azurite is not in the folder of the program or above it.",
            "Run `npm ci` in the checkout (./run does), or set AzureWebJobsStorage to the connection string of a running storage.");
        var account = StorageAccount.Of(folder);
        await AzuriteMark.WaitForEarlier(folder, cancellation);

        var start = new ProcessStartInfo("node") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Storage", "azurite.js"));
        start.ArgumentList.Add(tools);
        start.ArgumentList.Add(folder);
        // Not among the arguments, which every user of the machine can list.
        start.Environment["AZURITE_ACCOUNTS"] = account.ForAzurite;
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
            await child.Ready(account, cancellation);
            return child;
        }
        catch
        {
            await child.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it, for as long as it takes to save what it holds.</summary>
    /// <exception cref="StartException">It could not save everything.</exception>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!_process.HasExited)
                await Stop();
        }
        finally
        {
            _process.Dispose();
        }
    }

    private async Task Stop()
    {
        _process.StandardInput.Close();
        await SaveWait.For(_process, _folder, CancellationToken.None);
        await _reading;
        AzuriteMark.Delete(_folder);
        if (_process.ExitCode != 0)
            throw (_last ?? new FailedSave(_errors.ToString().Trim(), TimeProvider.System.GetUtcNow())).AtTheEnd(_folder);
    }

    private async Task Ready(StorageAccount account, CancellationToken cancellation)
    {
        _process.ErrorDataReceived += (_, line) => _errors.AppendLine(line.Data);
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
            throw new StartException("LS-LOCAL-011", $"Azurite did not start. It said: {_errors.ToString().Trim()}", $"Run `npm ci`, and `leads doctor`. If the files in {_folder} are damaged, move that folder away.");

        _reading = ReadOn();
        using var ports = JsonDocument.Parse(line);
        ConnectionString = account.ConnectionString(ports.RootElement.GetProperty("queue").GetInt32(), ports.RootElement.GetProperty("table").GetInt32());
    }

    // To the end, so that nothing it prints can fill the pipe.
    private async Task ReadOn()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (FailedSave.Parse(line) is not { } failed)
                continue;
            _last = failed;
            _unsaved.TrySetResult(failed);
        }
    }
}
