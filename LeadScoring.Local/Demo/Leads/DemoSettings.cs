using System.Text.Json;

namespace LeadScoring.Local.Demo.Leads;

/// <summary>What the demo data are made of: <c>samples/demo/settings.json</c>, which is built into the program.</summary>
internal sealed record DemoSettings
{
    public required string About { get; init; }

    /// <summary>Leads of each persona among every 300.</summary>
    public required Dictionary<DemoPersona, int> Personas { get; init; }

    public required DemoAssets Assets { get; init; }

    public required DemoPages Pages { get; init; }

    public required SalesDeskSettings SalesDesk { get; init; }

    public required string[] Features { get; init; }

    public required string[] Referrers { get; init; }

    public required DemoCampaign[] Campaigns { get; init; }

    public required DemoOccasion[] Webinars { get; init; }

    public required DemoOccasion Tradeshow { get; init; }

    public required DemoTitles Titles { get; init; }

    public required string[] Departments { get; init; }

    public required string[] CompetitorDomains { get; init; }

    public required string[] UniversityDomains { get; init; }

    public required string[] FirstNames { get; init; }

    public required string[] LastNames { get; init; }

    public required DemoCompany[] Companies { get; init; }

    /// <summary>The settings that came with the program.</summary>
    public static DemoSettings BuiltIn()
    {
        using var text = typeof(DemoSettings).Assembly.GetManifestResourceStream("demo-settings.json")
            ?? throw new InvalidOperationException("The program was built without samples/demo/settings.json.");
        return JsonSerializer.Deserialize(text, DemoJson.Default.DemoSettings)!;
    }
}

/// <summary>Names of assets by kind.</summary>
internal sealed record DemoAssets(string[] Whitepaper, string[] Guide, string[] CaseStudy, string[] Comparison, string[] RfpTemplate);

/// <summary>Paths of the site by what they say about a visitor.</summary>
internal sealed record DemoPages(string[] Product, string[] Pricing, string[] Customers, string[] Diligence, string[] Blog, string[] Home, string[] OffTopic);

/// <summary>Job titles by weight in a purchase.</summary>
internal sealed record DemoTitles(string[] Decides, string[] Influences, string[] Works);

/// <summary>A mailing to all subscribers.</summary>
internal sealed record DemoCampaign(string Name, int DaysAgo, string Link);

/// <summary>A webinar or a fair on a fixed day.</summary>
internal sealed record DemoOccasion(string Asset, int DaysAgo);

/// <summary>Where leads work.</summary>
internal sealed record DemoCompany(string Name, string Domain, string Industry, string Country, int Employees);
