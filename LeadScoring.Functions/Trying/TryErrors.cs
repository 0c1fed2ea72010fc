using System.Globalization;

using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Http;

namespace LeadScoring.Functions.Trying;

/// <summary>What can be wrong with a lead that is tried. One page per code under docs/errors; events have their own codes.</summary>
internal static class TryErrors
{
    /// <summary>The code of a member that cannot be used.</summary>
    public const string Member = "LS-TRY-001";

    private const string Unusable = "The lead cannot be tried; 'errors' names each place.";

    public static RequestError NotJson { get; } = new("", Member, "The body is not a JSON object in UTF-8.", """Send { "profile": { "jobTitle": "VP Operations" }, "events": [ { "type": "page.viewed", "path": "/pricing", "daysAgo": 1 } ] }.""");

    public static RequestError TypeTwice(string pointer) =>
        new(pointer + "/on", "LS-TRY-002", "The event names its type twice.", "Write \"type\" or \"on\", not both.");

    public static RequestError TimeTwice(string pointer) =>
        new(pointer + "/daysAgo", "LS-TRY-003", "The event says twice when it happened.", "Write \"daysAgo\" or \"occurredAt\", not both.");

    public static RequestError TooMany(int most) =>
        new("/events", "LS-TRY-004", $"There are more than {most} events, repetitions included.", $"Send at most {most}.");

    public static RequestError TwoDocuments { get; } =
        new("/version", "LS-TRY-005", "Both a document and a version are named.", "Send \"yaml\" or \"version\", not both.");

    public static RequestError TooManyDays(int events, int days, int most) => new(
        "/days",
        "LS-TRY-008",
        string.Create(CultureInfo.InvariantCulture, $"{events} events over {days} days are too many: events times days, the first day included, is at most {most}."),
        string.Create(CultureInfo.InvariantCulture, $"Ask for {Math.Max(1, (most / Math.Max(1, events)) - 1)} days, or send fewer events."));

    public static RequestError UnknownRule(int index, string rule, string? meant) => new(
        string.Create(CultureInfo.InvariantCulture, $"/rules/{index}"),
        "LS-TRY-009",
        $"The model has no rule '{(rule.Length <= 60 ? rule : rule[..60] + "...")}'.",
        meant is null ? "Name rules by their ids, as the document has them." : $"Did you mean '{meant}'?");

    public static Problem Refuse(IReadOnlyList<RequestError> errors) =>
        Problem.BadRequest(errors[0].Code, errors.Count == 1 ? errors[0].Detail : Unusable, errors[0].Fix, errors);

    public static Problem OtherModel(string address, string document) => Problem.BadRequest(
        "LS-TRY-006", $"The document is the model '{document}', but the address says '{address}'.", $"Send it to /api/v1/models/{document}/try, or write 'model: {address}'.");

    public static Problem Broken(string model) => Problem.BadRequest(
        "LS-TRY-007", $"The document of the model '{model}' cannot be used by this app any more.", $"Correct the draft with PUT /api/v1/models/{model}, or send a document as \"yaml\".");
}
