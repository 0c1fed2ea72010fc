using System.Diagnostics;

namespace LeadScoring.Tests.Kit.Drivers;

/// <summary>What an app printed, in the order of arrival; shown when a test fails.</summary>
internal sealed class AppOutput
{
    private readonly List<string> _lines = [];

    /// <summary>Collects the output of a process; completes with its ready line.</summary>
    public Task<string> Follow(Process process)
    {
        var ready = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return ready.Task;

        void Note(string? line)
        {
            if (line is null)
                return;
            lock (_lines)
                _lines.Add(line);
            if (line.StartsWith("ready: ", StringComparison.Ordinal))
                ready.TrySetResult(line);
        }
    }

    public override string ToString()
    {
        lock (_lines)
            return "The app printed:" + Environment.NewLine + string.Join(Environment.NewLine, _lines);
    }
}
