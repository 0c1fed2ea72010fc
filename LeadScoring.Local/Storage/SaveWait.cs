using System.Diagnostics;

using LeadScoring.Local.Files;

namespace LeadScoring.Local.Storage;

/// <summary>Waits for an Azurite that saves and ends. It is never killed: what it has not saved would be lost.</summary>
internal static class SaveWait
{
    private static readonly TimeSpan Notice = TimeSpan.FromSeconds(5);

    // A save of a gigabyte on a slow disk takes minutes; a process that takes longer hangs.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <exception cref="StartException">It hangs.</exception>
    public static async Task For(Process process, string folder, CancellationToken cancellation)
    {
        var id = process.Id;
        var ended = process.WaitForExitAsync(cancellation);
        for (var waited = TimeSpan.Zero; waited < Longest; waited += Notice)
        {
            if (await Task.WhenAny(ended, Task.Delay(Notice, cancellation)) == ended)
            {
                await ended;
                return;
            }
            cancellation.ThrowIfCancellationRequested();
            await Console.Error.WriteLineAsync($"The storage in {folder} is being saved (process {id}): waiting for its end.");
        }

        throw new StartException("LS-LOCAL-020", $"The process {id}, which holds the storage in {folder}, has not ended within {Longest.TotalMinutes} minutes.",
            "Wait until it ends. If it never does, end it yourself: what it has not saved is lost.");
    }
}
