using LeadScoring.Local.Client;
using LeadScoring.Local.Files;

namespace LeadScoring.Local.Commands;

/// <summary>Says what a command that talks to an app stumbled over, with what to do.</summary>
internal static class AppFailures
{
    /// <summary>Runs a command; what it cannot go on with is told on standard error.</summary>
    /// <returns>Its exit code; 1 when it could not be done.</returns>
    public static async Task<int> Told(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (Exception problem) when (problem is SeedException or StartException)
        {
            await Console.Error.WriteLineAsync(problem.Message);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"{problem.Message}\n  fix: Check that the file or folder exists, and that you may read and write it.");
        }

        return 1;
    }
}
