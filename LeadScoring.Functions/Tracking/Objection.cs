using Microsoft.AspNetCore.Http;

namespace LeadScoring.Functions.Tracking;

/// <summary>What a browser says on behalf of somebody who does not want to be tracked. The script heeds it too; here it holds for whatever sends.</summary>
internal static class Objection
{
    /// <summary>Whether Global Privacy Control or Do Not Track is on.</summary>
    public static bool IsIn(IHeaderDictionary headers) => headers["Sec-GPC"] == "1" || headers["DNT"] == "1";
}
