using LeadScoring.Domain.Models.Loading.Yaml;

namespace LeadScoring.Domain.Models.Loading.Sections;

/// <summary>Reads who gets a lead, until when, and after how many attempts it is given up.</summary>
internal static class Destinations
{
    private const int MostAttempts = 1000;

    private static readonly Dictionary<string, Destination> OfRoutes = new(StringComparer.Ordinal)
    {
        ["sales"] = Destination.Sales,
        ["inside-sales"] = Destination.InsideSales,
        ["nurture"] = Destination.Nurture,
    };

    // A fast track or persona that goes nowhere would only keep its events from scoring.
    private static readonly Dictionary<string, Destination> OfHandOffs = new(StringComparer.Ordinal)
    {
        ["sales"] = Destination.Sales,
        ["inside-sales"] = Destination.InsideSales,
    };

    public static Destination? Route(Keys keys) => keys.Findings.Word(keys.Required("to"), "to", OfRoutes);

    public static Destination? HandOff(Keys keys, bool required) =>
        keys.Findings.Word(required ? keys.Required("to") : keys.Optional("to"), "to", OfHandOffs);

    public static TimeSpan? RespondWithin(Keys keys) => keys.Findings.Time(keys.Optional("respondWithin"), "respondWithin");

    public static string? Escalate(Keys keys) => keys.Findings.Text(keys.Optional("escalate"), "escalate");

    public static int? Attempts(Keys keys) => keys.Findings.Whole(keys.Optional("attempts"), "attempts", 1, MostAttempts);
}
