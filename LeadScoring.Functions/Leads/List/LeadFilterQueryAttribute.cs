using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.OpenApi;

namespace LeadScoring.Functions.Leads.List;

/// <summary>The filters of a list of leads, as <see cref="LeadFilterReader"/> reads them.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LeadFilterQueryAttribute : SharedQueryAttribute
{
    /// <inheritdoc/>
    public override IEnumerable<QueryAttribute> Parameters =>
    [
        new("model", "Figures under this model only, by its id."),
        new("owner", "Leads that one of these teams has.") { Words = ["marketing", "sales", "inside-sales"], IsList = true },
        new("to", "Leads that the newest decision sent there.") { Words = ["sales", "inside-sales", "nurture", WireNames.Nobody], IsList = true },
        new("stage", "Leads at one of these stages.") { WordsOf = typeof(Stage), IsList = true },
        new("route", "Leads handed off by one of these routes, fast tracks or personas, or with marketing on one of these routes, by id.") { IsList = true },
        new("scoreRoute", "Leads whose score alone is on one of these routes, by id.") { IsList = true },
        new("grade", "Leads with one of these grades. A model whose points add up has none.") { Pattern = "^[A-D][1-4]$", IsList = true },
        new("waiting", "`true`: leads that were handed off and that nobody has answered, and those to which sales promised another call. `false`: all others.") { IsTruth = true },
        new("overdue", "`true`: leads whose response, promised call or follow-up is overdue. `false`: all others.") { IsTruth = true },
        new("since", "Leads that did something since this day, such as 2026-03-01, or this time."),
        new("minScore", "Leads with at least this score: up to 100, or more where the points of a model add up.") { Most = Figure.MostShown },
        new("q", "Leads with these words in name, company or address; the beginning of a word is enough."),
        new("profile", "Leads with this value of an attribute, in any case: `profile.country=DE,AT`.") { Prefix = LeadFilterReader.ProfilePrefix },
    ];
}
