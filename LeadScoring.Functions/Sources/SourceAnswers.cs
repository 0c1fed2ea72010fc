using LeadScoring.Functions.Http;
using LeadScoring.Functions.Sources.Connections;
using LeadScoring.Functions.Sources.Hooks;

using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Sources;

/// <summary>Turns faults of dependencies into answers after which vendors send again.</summary>
internal static class SourceAnswers
{
    public static async Task<IActionResult> Guard(Func<Task<IActionResult>> work)
    {
        try
        {
            return await Answers.Guard(work);
        }
        catch (BrokenConnectionException broken)
        {
            return HookProblems.Broken(broken.Message).ToResult();
        }
    }
}
