namespace LeadScoring.Domain.Hygiene;

/// <summary>
/// User agents that say of themselves that they are no person's browser. Only names that a maker gives to a machine: image proxies
/// (<c>GoogleImageProxy</c>, <c>YahooMailProxy</c>) fetch for a person who opens the mail and are not listed.
/// </summary>
internal static class MachineAgents
{
    // Gateways that name themselves; what fetches links to preview them; what HTTP clients and browsers without a window send by default. After
    // suped.com/learn/email-deliverability/how-can-i-identify-bot-user-agents-in-my-email-click-data (scripts, previews) and
    // check.live-direct-marketing.online/blog/bot-clicks-security-scanners-detect (gateways). Names that both people's mail clients and
    // machines send (Microsoft Office, Dalvik, okhttp) are left out.
    private static readonly string[] Names =
    [
        "barracuda",
        "proofpoint",
        "slackbot",
        "facebookexternalhit",
        "twitterbot",
        "linkedinbot",
        "discordbot",
        "skypeuripreview",
        "headlesschrome",
        "apache-httpclient/",
        "aiohttp/",
        "python-requests/",
        "python-urllib/",
        "go-http-client/",
        "curl/",
        "wget/",
    ];

    /// <summary>Whether the user agent is a machine's, whatever its case.</summary>
    public static bool Has(string userAgent) =>
        Names.Any(name => userAgent.Contains(name, StringComparison.OrdinalIgnoreCase));
}
