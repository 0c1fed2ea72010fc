using System.Globalization;
using System.Text;

namespace LeadScoring.Local.Demo.Leads;

/// <summary>Invents who the leads are. All domains end in <c>.example</c>, which belongs to nobody.</summary>
internal static class People
{
    /// <summary>A person with an address that is not yet in <paramref name="addresses"/>, and adds it.</summary>
    public static DemoPerson Create(int number, DemoPersona persona, DemoSettings settings, SeededRandom random, HashSet<string> addresses)
    {
        var company = CompanyOf(persona, settings, random);
        var title = TitleOf(persona, settings, random);
        string first, last, address;
        var twin = 1;
        do
        {
            first = random.Pick(settings.FirstNames);
            last = random.Pick(settings.LastNames);
            address = $"{Ascii(first)}.{Ascii(last)}{(twin > 9 ? twin.ToString(CultureInfo.InvariantCulture) : "")}@{company.Domain}";
            twin++;
        }
        while (!addresses.Add(address));

        var identity = persona == DemoPersona.AnonymousVisitor
            ? new DemoIdentity(null, string.Create(CultureInfo.InvariantCulture, $"v-{random.Next():x16}"))
            : new DemoIdentity(address, null);
        return new DemoPerson(
            number,
            persona,
            identity,
            first,
            last,
            title,
            random.Chance(30) ? random.Pick(settings.Departments) : null,
            random.Chance(PhoneShare(persona)) ? string.Create(CultureInfo.InvariantCulture, $"+00 555 {random.Between(100, 999)} {random.Between(1000, 9999)}") : null,
            company);
    }

    private static int PhoneShare(DemoPersona persona) => persona is DemoPersona.HotBuyer or DemoPersona.ContactUs or DemoPersona.Customer ? 60 : 12;

    private static DemoCompany CompanyOf(DemoPersona persona, DemoSettings settings, SeededRandom random) => persona switch
    {
        DemoPersona.Competitor => Rival(random.Pick(settings.CompetitorDomains)),
        DemoPersona.Student => new DemoCompany("University", random.Pick(settings.UniversityDomains), "education", "GB", 0),
        DemoPersona.HotBuyer => random.Pick(Array.FindAll(settings.Companies, company => company.Employees is >= 100 and <= 5000)),
        _ => random.Pick(settings.Companies),
    };

    private static DemoCompany Rival(string domain) =>
        new(CultureInfo.InvariantCulture.TextInfo.ToTitleCase(domain.Split('.')[0]), domain, "software", "US", 900);

    private static string TitleOf(DemoPersona persona, DemoSettings settings, SeededRandom random)
    {
        var (decides, influences) = persona switch
        {
            DemoPersona.HotBuyer => (75, 20),
            DemoPersona.ContactUs => (40, 30),
            DemoPersona.SteadyResearcher => (16, 50),
            DemoPersona.GoneQuiet or DemoPersona.TradeshowVisitor => (25, 35),
            _ => (8, 30),
        };
        if (persona == DemoPersona.Student)
            return random.Chance(60) ? "Student" : "PhD candidate";
        if (persona == DemoPersona.Competitor)
            return random.Chance(50) ? "Product Manager" : "Market Analyst";
        var lot = random.Below(100);
        var titles = lot < decides ? settings.Titles.Decides : lot < decides + influences ? settings.Titles.Influences : settings.Titles.Works;
        return random.Pick(titles);
    }

    /// <summary>Letters a to z; marks over letters fall away.</summary>
    private static string Ascii(string name) =>
        string.Concat(name.Normalize(NormalizationForm.FormD).Where(char.IsAsciiLetter).Select(char.ToLowerInvariant));
}
