namespace LeadScoring.Domain.Hygiene;

/// <summary>
/// User agents that say of themselves that they are not a person's browser. Only names that a maker gives to a machine: image proxies
/// (<c>GoogleImageProxy</c>, <c>YahooMailProxy</c>) fetch for a person who opens the mail and are not listed. Few gateways give their
/// name: that none of these is there says nothing.
/// </summary>
internal static class MachineAgents
{
    // Not a register, for there is none. Barracuda and Proofpoint: as senders report to see them in their logs (e.g.
    // check.live-direct-marketing.online/blog/bot-clicks-security-scanners-detect), which neither maker promises. The previews of messengers and
    // networks, and what HTTP clients and browsers without a window send unless told otherwise: each by its own default. Names that people's
    // mail clients send as well as machines (Microsoft Office, Dalvik, okhttp, CFNetwork) are left out.
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
