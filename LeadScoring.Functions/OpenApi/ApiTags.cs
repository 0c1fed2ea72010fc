namespace LeadScoring.Functions.OpenApi;

/// <summary>The groups in which operations are described.</summary>
internal static class ApiTags
{
    public const string Events = "Events";
    public const string Leads = "Leads";
    public const string People = "People";
    public const string Models = "Models";
    public const string Reports = "Reports";
    public const string Sources = "Sources";
    public const string Hooks = "Hooks";
    public const string Tracker = "Tracker";
    public const string Rejected = "Rejected";
    public const string Operations = "Operations";

    /// <summary>All, in the order of the document.</summary>
    public static IReadOnlyList<(string Name, string Description)> All { get; } =
    [
        (Events, "What leads did, sent by programs and as files."),
        (Leads, "Leads with their scores, the reasons, and what sales reports."),
        (People, "Who is who: merging, exporting and erasing people."),
        (Models, "Scoring models: drafts, versions and rebuilds."),
        (Reports, "Figures over all leads."),
        (Sources, "Connections to forms and e-mail platforms."),
        (Hooks, "Deliveries of forms and e-mail platforms, which prove themselves."),
        (Tracker, "The site tracker: its script, and what the script sends."),
        (Rejected, "What could not be taken, and its replay."),
        (Operations, "Health, messages, pages and this document."),
    ];
}
