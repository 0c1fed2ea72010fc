using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

using LeadScoring.Functions.Configuration;
using LeadScoring.Local.Files;
using LeadScoring.Local.Storage;

namespace LeadScoring.Local.Commands;

/// <summary>What a local run needs, tried out rather than guessed: the storage is started or asked.</summary>
internal static class Checks
{
    private const int OldestNode = 18;

    public static async IAsyncEnumerable<Finding> Run(int port, string data, IConfiguration settings, [EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return new Finding($".NET {Environment.Version}");
        yield return Port(port);
        yield return Folder(data);
        if (!StorageConnection.OfQueues(settings).IsSet)
        {
            yield return await Node(cancellation);
            yield return NodeTools.Find() is { } tools
                ? new Finding($"Azurite in {tools}")
                : new Finding("Azurite is not installed.", "Run `npm ci` in the checkout; ./run does.");
            yield return await OwnStorage(cancellation);
        }
        else
        {
            yield return await Reached(() => StorageCheck.Reach(settings, cancellation), "The configured storage answers");
        }
    }

    private static Finding Port(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return new Finding($"Port {port} is free");
        }
        catch (SocketException taken)
        {
            return new Finding($"Port {port} cannot be used: {taken.Message}.", $"Stop the program that uses it, or choose another with --port {port + 1}.");
        }
    }

    private static Finding Folder(string data)
    {
        try
        {
            if (!Directory.Exists(data))
                return new Finding($"The data folder {Path.GetFullPath(data)} will be created at the first start");
            using var folder = DataFolder.Take(data);
            return new Finding($"The data folder {folder.Path} exists and is free");
        }
        catch (StartException problem)
        {
            return new Finding($"{problem.Problem}", problem.Fix);
        }
    }

    private static async Task<Finding> Node(CancellationToken cancellation)
    {
        const string Install = "Install Node.js 18 or later: https://nodejs.org";
        try
        {
            using var node = Process.Start(new ProcessStartInfo("node", "--version") { UseShellExecute = false, RedirectStandardOutput = true })!;
            var version = (await node.StandardOutput.ReadToEndAsync(cancellation)).Trim();
            await node.WaitForExitAsync(cancellation);
            return int.TryParse(version.TrimStart('v').Split('.')[0], out var major) && major >= OldestNode
                ? new Finding($"Node.js {version}")
                : new Finding($"Node.js is {version}; {OldestNode} or later is needed.", Install);
        }
        catch (Win32Exception)
        {
            return new Finding("Node.js is not installed.", Install);
        }
    }

    private static async Task<Finding> OwnStorage(CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("leads-doctor-");
        try
        {
            return await Reached(async () =>
            {
                await using var azurite = await AzuriteChild.Start(folder.FullName, cancellation);
                var own = new ConfigurationBuilder().AddInMemoryCollection([new(StorageConnection.Host, azurite.ConnectionString)]).Build();
                await StorageCheck.Reach(own, cancellation);
            }, "Azurite starts, answers and stops");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Finding> Reached(Func<Task> attempt, string what)
    {
        try
        {
            await attempt();
            return new Finding(what);
        }
        catch (StartException problem)
        {
            return new Finding(problem.Problem, problem.Fix);
        }
    }
}
