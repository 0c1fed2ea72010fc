using LeadScoring.Functions.Http;
using LeadScoring.Functions.Sources.Connections;

using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Sources.Hooks;

/// <summary>Turns faults of dependencies into answers after which vendors send again.</summary>
internal static class SourceFailures
{
    public static async Task<IActionResult> ToProblem(Func<Task<IActionResult>> work)
    {
        try
        {
            return await StorageFailures.ToProblem(work);
        }
        catch (BrokenConnectionException broken)
        {
            return HookProblems.Broken(broken.Message).ToResult();
        }
    }
}
