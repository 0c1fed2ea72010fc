using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

using LeadScoring.Local.Files;

namespace LeadScoring.Local.Storage;

/// <summary>Names the Azurite that has a folder open: two at once would overwrite each other's files.</summary>
/// <param name="Pid">Process id.</param>
/// <param name="Started">Its start, which tells it from a later process with the same id.</param>
internal sealed record AzuriteMark([property: JsonPropertyName("pid")] int Pid, [property: JsonPropertyName("started")] DateTime Started)
{
    public static void Write(string folder, Process process)
    {
        PrivateFolder.Create(folder);
        PrivateFile.Write(FileIn(folder), new AzuriteMark(process.Id, process.StartTime.ToUniversalTime()), AzuriteMarkJson.Default.AzuriteMark);
    }

    public static void Delete(string folder) => File.Delete(FileIn(folder));

    /// <summary>
    /// Waits for the Azurite of an earlier run that was killed. It ends by itself when its parent is gone, as soon as it has saved everything.
    /// </summary>
    public static async Task WaitForEarlier(string folder, CancellationToken cancellation)
    {
        if (Read(folder)?.Running() is not { } process)
            return;
        using var earlier = process;
        await SaveWait.For(earlier, folder, cancellation);
    }

    private static AzuriteMark? Read(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(FileIn(folder)), AzuriteMarkJson.Default.AzuriteMark);
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            return null;
        }
    }

    private Process? Running()
    {
        Process? process = null;
        try
        {
            process = Process.GetProcessById(Pid);
            // Start times are read back with less than a second's error.
            if (!process.HasExited && process.ProcessName.StartsWith("node", StringComparison.OrdinalIgnoreCase) && (process.StartTime.ToUniversalTime() - Started).Duration() < TimeSpan.FromSeconds(1))
                return process;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or Win32Exception or NotSupportedException)
        {
            // No such process, or none of ours.
        }
        process?.Dispose();
        return null;
    }

    private static string FileIn(string folder) => Path.Combine(folder, "azurite.pid");
}

[JsonSerializable(typeof(AzuriteMark))]
internal sealed partial class AzuriteMarkJson : JsonSerializerContext;
