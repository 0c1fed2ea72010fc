using System.Text.Json.Serialization;

using LeadScoring.Domain.Values;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Reports;

/// <summary>Answer of <c>GET /api/v1/reports/overview</c>: how many leads there are under a model, where they stand, and what is about to change.</summary>
/// <param name="Report"><c>overview</c>.</param>
/// <param name="Model">The model.</param>
/// <param name="Version">Its active version; a lead that waits for its rebuild is counted by the version that it has.</param>
/// <param name="From">First day of the period, UTC.</param>
/// <param name="To">Last day.</param>
/// <param name="ComputedAt">As of when: what was decided later is not in it.</param>
/// <param name="Refreshing">Newer figures are being computed.</param>
/// <param name="Today">The day of the scores, in the time zone of the model.</param>
/// <param name="TimeZone">The model's time zone.</param>
/// <param name="Target">Points at which a lead is ready; absent in a model with grades.</param>
/// <param name="Leads">How many there are.</param>
/// <param name="Grades">All grades, A1 first; absent in a model whose points add up.</param>
/// <param name="Scores">How many leads have which score.</param>
/// <param name="Weeks">New hand-offs of the period by week; upgrades are not among them.</param>
/// <param name="Funnel">From the leads that are known to the deals that were won.</param>
/// <param name="Overdue">What is overdue now.</param>
/// <param name="ServiceLevel">The hand-offs of the period, upgrades too, as the report <c>service-level</c> counts them.</param>
/// <param name="Tonight">What tomorrow changes, if nothing more happens.</param>
public sealed record OverviewAnswer(
    [property: JsonPropertyName("report")] string Report,
    [property: JsonPropertyName("model")] string Model,
    [property: JsonPropertyName("version")] int Version,
    [property: JsonPropertyName("from")] Day From,
    [property: JsonPropertyName("to")] Day To,
    [property: JsonPropertyName("computedAt"), JsonConverter(typeof(TimeConverter))] DateTime ComputedAt,
    [property: JsonPropertyName("refreshing")] bool Refreshing,
    [property: JsonPropertyName("today")] Day Today,
    [property: JsonPropertyName("timeZone")] string TimeZone,
    [property: JsonPropertyName("target")] decimal? Target,
    [property: JsonPropertyName("leads")] OverviewLeads Leads,
    [property: JsonPropertyName("grades")] IReadOnlyList<OverviewGrade>? Grades,
    [property: JsonPropertyName("scores")] OverviewScores Scores,
    [property: JsonPropertyName("weeks")] IReadOnlyList<OverviewWeek> Weeks,
    [property: JsonPropertyName("funnel")] OverviewFunnel Funnel,
    [property: JsonPropertyName("overdue")] OverviewOverdue Overdue,
    [property: JsonPropertyName("serviceLevel")] OverviewServiceLevel ServiceLevel,
    [property: JsonPropertyName("tonight")] OverviewTonight Tonight);

/// <summary>How many leads there are.</summary>
/// <param name="Total">Those that the list of the model has.</param>
/// <param name="Scored">Those of them with a score: not those that were won, or whose hand-off only runs on until it ends.</param>
/// <param name="New">Those whose first event lies in the period.</param>
/// <param name="Active">Those that did something in the last <paramref name="ActiveDays"/> days.</param>
/// <param name="ActiveDays">45.</param>
/// <param name="Unreadable">Leads that cannot be read, and are in no other figure.</param>
public sealed record OverviewLeads(
    [property: JsonPropertyName("total")] int Total,
    [property: JsonPropertyName("scored")] int Scored,
    [property: JsonPropertyName("new")] int New,
    [property: JsonPropertyName("active")] int Active,
    [property: JsonPropertyName("activeDays")] int ActiveDays,
    [property: JsonPropertyName("unreadable")] int Unreadable);

/// <summary>A grade.</summary>
/// <param name="Leads">How many leads have it.</param>
/// <param name="To">To which team it alone sends a lead: <c>sales</c> or <c>inside-sales</c>, by the routes that ask for nothing else. Absent where to none.</param>
/// <param name="Route">The id of that route; absent where there is none.</param>
public sealed record OverviewGrade(
    [property: JsonPropertyName("grade")] string Grade,
    [property: JsonPropertyName("leads")] int Leads,
    [property: JsonPropertyName("to")] string? To,
    [property: JsonPropertyName("route")] string? Route);

/// <summary>Leads by their score, in 101 bins. At a threshold, add up from its bin on.</summary>
/// <param name="BinWidth">Whole scores of a bin: 1, so that bin 60 is the score 60. Where points add up, the last bin is open upwards, and of a target above 50 a bin has more.</param>
/// <param name="Leads">How many leads have such a score.</param>
/// <param name="Routed">Those whose score is on a route to a team today.</param>
/// <param name="Sent">Those that a team has by the newest decision.</param>
/// <param name="Crossed">How many leads came to a score newly.</param>
public sealed record OverviewScores(
    [property: JsonPropertyName("binWidth")] int BinWidth,
    [property: JsonPropertyName("leads")] IReadOnlyList<int> Leads,
    [property: JsonPropertyName("routed")] IReadOnlyList<int> Routed,
    [property: JsonPropertyName("sent")] IReadOnlyList<int> Sent,
    [property: JsonPropertyName("crossed")] OverviewCrossed Crossed);

/// <summary>Leads that came to a score newly: it was below the bin's first score that many days ago, and reached it at the end of some day since.</summary>
/// <param name="Days">28: divided by four it is the number of a week.</param>
/// <param name="Leads">How many, for each bin; not to be added up.</param>
/// <param name="Unknown">Leads whose score that many days ago is not known; they are looked at from the first known day on.</param>
public sealed record OverviewCrossed(
    [property: JsonPropertyName("days")] int Days,
    [property: JsonPropertyName("leads")] IReadOnlyList<int> Leads,
    [property: JsonPropertyName("unknown")] int Unknown);

/// <summary>A week, from Monday to Sunday, UTC; the first and the last are cut to the period.</summary>
/// <param name="From">Its first day in the period.</param>
/// <param name="To">Its last day in the period.</param>
/// <param name="Sales">New hand-offs to sales.</param>
/// <param name="InsideSales">New hand-offs to inside sales.</param>
public sealed record OverviewWeek(
    [property: JsonPropertyName("from")] Day From,
    [property: JsonPropertyName("to")] Day To,
    [property: JsonPropertyName("sales")] int Sales,
    [property: JsonPropertyName("insideSales")] int InsideSales);

/// <summary>How far leads came. The last five count leads that were handed over in the period, each once, and those of them with which sales got at least so far, whatever came of it later.</summary>
/// <param name="Known">All leads of the model, now.</param>
/// <param name="Active">Those that did something lately, now.</param>
/// <param name="HandedOver">Handed over in the period.</param>
/// <param name="Accepted">Sales took them.</param>
/// <param name="SalesQualified">Sales found a need.</param>
/// <param name="Opportunity">A deal was opened.</param>
/// <param name="Won">It was won.</param>
public sealed record OverviewFunnel(
    [property: JsonPropertyName("known")] int Known,
    [property: JsonPropertyName("active")] int Active,
    [property: JsonPropertyName("handedOver")] int HandedOver,
    [property: JsonPropertyName("accepted")] int Accepted,
    [property: JsonPropertyName("salesQualified")] int SalesQualified,
    [property: JsonPropertyName("opportunity")] int Opportunity,
    [property: JsonPropertyName("won")] int Won);

/// <summary>What is overdue now.</summary>
/// <param name="Leads">Leads with a response or a follow-up that is overdue.</param>
/// <param name="Oldest">Until when the one that waits longest should have been answered; absent where none waits.</param>
public sealed record OverviewOverdue(
    [property: JsonPropertyName("leads")] int Leads,
    [property: JsonPropertyName("oldest"), JsonConverter(typeof(TimeConverter))] DateTime? Oldest);

/// <summary>Hand-offs of the period.</summary>
/// <param name="Total">All of them.</param>
/// <param name="Rows">By route and team.</param>
public sealed record OverviewServiceLevel(
    [property: JsonPropertyName("total")] ServiceLevelItem Total,
    [property: JsonPropertyName("rows")] IReadOnlyList<ServiceLevelItem> Rows);

/// <summary>What tomorrow changes, if nothing more happens.</summary>
/// <param name="Day">Tomorrow, in the time zone of the model.</param>
/// <param name="Grade">Leads whose grade is another then.</param>
/// <param name="Route">Leads whose score is on another route then.</param>
/// <param name="Leaving">Leads that are taken back from sales then, because even with the margin no route holds for them.</param>
/// <param name="Leads">At most 20 of them: those that leave first, then those that a team has, then the higher score.</param>
public sealed record OverviewTonight(
    [property: JsonPropertyName("day")] Day Day,
    [property: JsonPropertyName("grade")] int Grade,
    [property: JsonPropertyName("route")] int Route,
    [property: JsonPropertyName("leaving")] int Leaving,
    [property: JsonPropertyName("leads")] IReadOnlyList<OverviewNightLead> Leads);

/// <summary>A lead that tomorrow changes.</summary>
/// <param name="Lead">Its id.</param>
/// <param name="Profile">Of its attributes <c>firstName</c>, <c>lastName</c>, <c>company</c> and <c>jobTitle</c>, as far as they are known: each a text or a list of texts.</param>
/// <param name="Owner">Who has it: <c>marketing</c>, <c>sales</c> or <c>inside-sales</c>.</param>
/// <param name="Score">Today and tomorrow.</param>
/// <param name="Grade">The same; absent in a model whose points add up.</param>
/// <param name="Route">The same, of the score's route.</param>
/// <param name="Leaves">It is taken back from sales.</param>
public sealed record OverviewNightLead(
    [property: JsonPropertyName("lead")] string Lead,
    [property: JsonPropertyName("profile")] IReadOnlyDictionary<string, object> Profile,
    [property: JsonPropertyName("owner")] string Owner,
    [property: JsonPropertyName("score")] OverviewScoreMove Score,
    [property: JsonPropertyName("grade")] OverviewMove? Grade,
    [property: JsonPropertyName("route")] OverviewMove Route,
    [property: JsonPropertyName("leaves")] bool Leaves);

/// <summary>A score today and tomorrow.</summary>
public sealed record OverviewScoreMove([property: JsonPropertyName("from")] int From, [property: JsonPropertyName("to")] int To);

/// <summary>A grade or a route today and tomorrow; the same twice where it stays.</summary>
public sealed record OverviewMove([property: JsonPropertyName("from")] string From, [property: JsonPropertyName("to")] string To);
