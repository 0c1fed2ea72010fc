using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace LeadScoring.Local.Demo.Leads;

/// <summary>
/// People with a story of their own, beside those who are drawn by lot: what a tour of the demo shows, and what every lead scoring has to get right. Their names, and what they do on which day, are the
/// same for every seed.
/// </summary>
internal static class StoryCast
{
    /// <summary>The first number of theirs; lots are drawn for fewer people than that.</summary>
    public const int FirstNumber = 9000;

    private static readonly DemoCompany Saltmarsh = new("Saltmarsh", "saltmarsh.example", "software", "DK", 3490);

    private static readonly DemoCompany Karlhaus = new("Karlhaus", "karlhaus.example", "manufacturing", "BE", 3710);

    private static readonly DemoCompany Eastfold = new("Eastfold", "eastfold.example", "energy", "PL", 2230);

    private static readonly DemoCompany Northmill = new("Northmill", "northmill.example", "energy", "IT", 290);

    private static readonly DemoCompany Veltra = new("Veltra", "veltra.example", "construction", "BE", 750);

    private static readonly DemoCompany Planwise = new("Planwise", "planwise.example", "software", "US", 900);

    private static readonly ImmutableArray<StoryPerson> All =
    [
        new("Vera", "Lindholm", "VP Operations", Karlhaus, "+00 555 201 4410", ReadsEverythingInOneNight),
        new("Jonas", "Grantham", "Director Operations", Saltmarsh, "+00 555 223 3786", LeadsTheBuyingGroup),
        new("Nadia", "Rossini", "Head of Operations", Saltmarsh, null, on => JoinsTheBuyingGroup(on, 13)),
        new("Rosa", "Duval", "Supply Chain Analyst", Saltmarsh, null, on => JoinsTheBuyingGroup(on, 9)),
        new("Wim", "Yildirim", "IT Manager", Saltmarsh, null, LooksAfterSecurity),
        new("Ines", "Haasen", "COO", Eastfold, "+00 555 318 9027", CoolsAndComesBack),
        new("Oskar", "Blomberg", "Planning Manager", Northmill, null, ReadsBehindAScanner),
        new("Petra", "Novakova", "Head of Planning", Veltra, null, WritesFromWork),
        new("Petra", "Novakova", "Head of Planning", Veltra with { Domain = "postbox.example" }, null, WritesFromHome),
        new("Claude", "Marchetti", "Product Manager", Planwise, null, ReadsForACompetitor),
    ];

    /// <summary>The people, in the order of their numbers.</summary>
    public static ImmutableArray<DemoPerson> People { get; } = [.. All.Select(static (person, index) => person.ToDemoPerson(FirstNumber + index))];

    /// <summary>Tells the story of one of them.</summary>
    /// <param name="number">From <see cref="FirstNumber"/>.</param>
    /// <param name="journey">Where it is written down.</param>
    public static void Tell(int number, Journey journey) => All[number - FirstNumber].Story(journey);

    // A VP who reads the whole site between ten in the evening and two in the morning, and has never been seen before.
    private static void ReadsEverythingInOneNight(Journey on)
    {
        var (pages, assets) = (on.Settings.Pages, on.Settings.Assets);
        on.VisitAt(3, 21, [pages.Home[0], .. pages.Product, .. pages.Customers]);
        on.IdentifyAt(3, 22, "paper-download");
        on.DownloadAt(3, 22, "whitepaper", assets.Whitepaper);
        on.VisitAt(3, 23, [.. pages.Pricing, "/roi-calculator", .. pages.Diligence]);
        on.DownloadAt(2, 0, "comparison", assets.Comparison);
        on.VisitAt(2, 1, [.. pages.Blog, pages.Pricing[0]]);
    }

    // Four people of one company within two weeks: no single one of them says it as clearly as all of them together.
    private static void LeadsTheBuyingGroup(Journey on)
    {
        var (pages, assets) = (on.Settings.Pages, on.Settings.Assets);
        on.Identify(46, "paper-download");
        on.Download(46, "whitepaper", assets.Whitepaper);
        on.Visit(40, pages.Product[..3]);
        on.Visit(26, [.. pages.Product[..2], pages.Pricing[0]]);
        on.Visit(16, [pages.Pricing[0], "/roi-calculator"]);
        on.Submit(14, "planning-assessment", new JsonObject { ["projectTimeline"] = "this-quarter", ["budget"] = "requested", ["currentTool"] = "our ERP" });
        on.Visit(8, [pages.Pricing[0], "/roi-calculator", .. pages.Customers[..1]]);
        on.Download(6, "comparison", assets.Comparison);
        on.Note(5, "meeting.booked", new JsonObject { ["outcome"] = "scheduled" });
        on.Visit(2, [pages.Pricing[0], "/roi-calculator", "/features/scenarios"]);
    }

    private static void JoinsTheBuyingGroup(Journey on, int first)
    {
        var (pages, assets) = (on.Settings.Pages, on.Settings.Assets);
        on.Identify(first, "paper-download");
        on.Download(first, "case-study", assets.CaseStudy);
        on.Visit(first - 3, [.. pages.Product[..2], pages.Customers[0]]);
        on.Visit(first - 6, [pages.Pricing[0]]);
        on.Visit(1, [pages.Product[0], pages.Pricing[0]]);
    }

    private static void LooksAfterSecurity(Journey on)
    {
        on.Identify(4, "newsletter");
        on.Visit(4, on.Settings.Pages.Diligence);
        on.Visit(1, on.Settings.Pages.Diligence);
    }

    // Hot three months ago, silent for ten weeks, back this week with a question.
    private static void CoolsAndComesBack(Journey on)
    {
        var (pages, assets) = (on.Settings.Pages, on.Settings.Assets);
        on.Identify(88, "paper-download");
        on.Download(88, "whitepaper", assets.Whitepaper, 2);
        on.Visit(86, [.. pages.Product[..3], pages.Pricing[0]]);
        on.Visit(83, [pages.Pricing[0], "/roi-calculator", .. pages.Diligence[..1]]);
        on.Download(82, "case-study", assets.CaseStudy, 2);
        on.Note(81, "chat.started");
        on.Visit(80, [pages.Pricing[0]]);
        on.Visit(4, [pages.Home[0], .. pages.Product[..2]]);
        on.Visit(3, [pages.Pricing[0], "/roi-calculator", "/features/scenarios"]);
        on.Download(2, "rfp-template", assets.RfpTemplate);
        on.Submit(1, "planning-assessment", new JsonObject { ["projectTimeline"] = "now", ["budget"] = "approved", ["currentTool"] = "spreadsheets" });
    }

    // A mail scanner opens every mail at once and follows all its links within a second: nobody has read anything.
    private static void ReadsBehindAScanner(Journey on)
    {
        on.Identify(75, "newsletter");
        on.ScanMail(75, 0, on.Settings.Pages.Product[..5]);
        on.Visit(20, on.Settings.Pages.Blog[..2]);
    }

    // One person with two addresses: neither is the other's duplicate until somebody says so.
    private static void WritesFromWork(Journey on)
    {
        on.Identify(33, "paper-download");
        on.Download(33, "guide", on.Settings.Assets.Guide);
        on.Visit(21, on.Settings.Pages.Product[..3]);
    }

    private static void WritesFromHome(Journey on)
    {
        on.Identify(12, "newsletter");
        on.VisitAt(12, 20, [.. on.Settings.Pages.Customers[..2], on.Settings.Pages.Pricing[0]]);
        on.VisitAt(5, 20, [on.Settings.Pages.Pricing[0], "/roi-calculator"]);
    }

    // Does all that a buyer does, and more of it. Never goes to sales.
    private static void ReadsForACompetitor(Journey on)
    {
        var (pages, assets) = (on.Settings.Pages, on.Settings.Assets);
        on.Identify(52, "paper-download");
        on.Download(52, "comparison", assets.Comparison, 2);
        for (var day = 50; day > 0; day -= 7)
            on.Visit(day, [.. pages.Pricing, .. pages.Product[..3], .. pages.Diligence]);
    }

    private sealed record StoryPerson(string FirstName, string LastName, string JobTitle, DemoCompany Company, string? Phone, Action<Journey> Story)
    {
        public DemoPerson ToDemoPerson(int number) => new(
            number,
            DemoPersona.HotBuyer,
            new DemoIdentity($"{FirstName}.{LastName}@{Company.Domain}".ToLowerInvariant(), null),
            FirstName,
            LastName,
            JobTitle,
            Department: null,
            Phone,
            Company);
    }
}
