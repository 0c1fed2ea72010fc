using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

using LeadScoring.Domain.Events;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Capture;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Http;

namespace LeadScoring.Functions.Trying;

/// <summary>Reads the body of a trial. Events are read by the same parser as those that are captured, so that they mean the same.</summary>
internal static class TryReader
{
    /// <summary>Events at most, repetitions included.</summary>
    public const int MostEvents = 1000;

    /// <summary>Days of a curve at most.</summary>
    public const int MostDays = 366;

    /// <summary>Rules of a curve at most.</summary>
    public const int MostRules = 20;

    /// <summary>Events times days of a curve at most: on a day with events the lead is folded again.</summary>
    public const int MostEventDays = 100_000;

    private const int MostDaysAgo = 100_000;

    // In the year 7445: what is counted from it stays within the calendar, and so do the days before 1970.
    private const int LastDay = 2_000_000;
    private const int FirstDay = 0;

    // Not an address: that would be known of the lead.
    private const string Somebody = "try:lead";

    /// <summary>What is asked, or every fault.</summary>
    /// <param name="body">As it was sent.</param>
    /// <param name="now">The time.</param>
    public static (TryOrder? Order, IReadOnlyList<RequestError> Errors) Read(byte[] body, DateTimeOffset now)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = EventLimits.Depth * 4 });
            return JsonText.FirstBroken(document.RootElement) is null && document.RootElement.ValueKind == JsonValueKind.Object
                ? Read(document.RootElement, now)
                : (null, [TryErrors.NotJson]);
        }
        catch (JsonException)
        {
            return (null, [TryErrors.NotJson]);
        }
    }

    private static (TryOrder? Order, IReadOnlyList<RequestError> Errors) Read(JsonElement root, DateTimeOffset now)
    {
        var faults = new ErrorList(TryErrors.Member);
        var errors = new List<RequestError>();
        var body = StrictObject.Of(root, "", faults);
        Day? asOf = null;
        if (body.Text("asOf") is { } text)
        {
            if (Day.TryParse(text, out var day) && day.Number is >= FirstDay and <= LastDay)
                asOf = day;
            else
                body.Refuse("asOf", "Must be a day from 1970 to 7445.", "Write it as 2026-03-01.");
        }

        var (days, rules) = ReadCurve(body);
        // What lies ahead of the clock is not ahead of the last day that is asked for.
        if ((asOf ?? (days is null ? null : Day.Of(now)))?.AddDays((days ?? 0) + 2).Start is { } end && end > now)
            now = end;
        var profile = ReadProfile(body.Find("profile"), errors, now);
        var listed = body.Find("events");
        if (listed is { ValueKind: not JsonValueKind.Array })
            body.Refuse("events", "Must be a list of events.", "Write [ { \"type\": \"page.viewed\", \"daysAgo\": 1 } ].");
        var events = listed is { ValueKind: JsonValueKind.Array } list ? ReadEvents(list, errors, now) : [];
        var version = body.Whole("version", 1, 999_999);
        string? yaml = null;
        if (body.Find("yaml") is { } given)
        {
            if (given.ValueKind == JsonValueKind.String)
                yaml = given.GetString();
            else
                body.Refuse("yaml", "Must be the text of a model.", "Write the document as one JSON text, or leave it out.");
        }

        body.Close();
        var happenings = events.Sum(static tried => tried.Times);
        if (days is { } ahead && happenings * (ahead + 1L) > MostEventDays)
            errors.Add(TryErrors.TooManyDays(happenings, ahead, MostEventDays));
        if (version is not null && yaml is not null)
            errors.Add(TryErrors.TwoDocuments);
        errors.InsertRange(0, faults.All);
        return errors.Count > 0 ? (null, errors) : (new TryOrder(profile, events, asOf, version, yaml, days, rules), errors);
    }

    private static (int? Days, IReadOnlyList<string> Rules) ReadCurve(StrictObject body)
    {
        var days = body.Whole("days", 1, MostDays);
        var rules = body.Texts("rules");
        if (rules.Count > MostRules)
            body.Refuse("rules", $"There are more than {MostRules} rules.", $"Name at most {MostRules}.");
        if (rules.Count > 0 && body.Find("days") is null)
            body.Refuse("rules", "Rules are named for the days of a curve, and there are no days.", "Add \"days\": 180, or leave the rules out: the answer has the points of all.");
        return (days, rules);
    }

    private static Fields ReadProfile(JsonElement? profile, List<RequestError> errors, DateTimeOffset now)
    {
        if (profile is null)
            return Fields.Empty;
        using var document = JsonDocument.Parse(new JsonObject
        {
            ["type"] = EventTypes.ProfileUpdated,
            ["lead"] = new JsonObject { ["externalId"] = Somebody },
            ["profile"] = JsonNode.Parse(JsonText.Raw(profile.Value)),
        }.ToJsonString());
        var (told, refused) = EventParser.ParseOne(document.RootElement, 0, "", null, now);
        errors.AddRange(refused?.Errors ?? []);
        return told?.Event.Profile ?? Fields.Empty;
    }

    private static List<TriedEvent> ReadEvents(JsonElement list, List<RequestError> errors, DateTimeOffset now)
    {
        var events = new List<TriedEvent>();
        var (index, number) = (0, 0);
        foreach (var element in list.EnumerateArray())
        {
            if (ReadEvent(element, index, errors, now) is { } tried)
            {
                events.Add(tried);
                number += tried.Times;
            }

            if (++index > MostEvents || number > MostEvents)
            {
                errors.Add(TryErrors.TooMany(MostEvents));
                return [];
            }
        }

        return events;
    }

    // What only a trial says is taken out; what is left is an event as any program sends it.
    private static TriedEvent? ReadEvent(JsonElement element, int index, List<RequestError> errors, DateTimeOffset now)
    {
        var pointer = string.Create(CultureInfo.InvariantCulture, $"/events/{index}");
        var before = errors.Count;
        if (element.ValueKind != JsonValueKind.Object)
        {
            errors.Add(EventErrors.NotAnObject(pointer));
            return null;
        }

        // The parser names a name that occurs twice; a node would throw for it.
        new JsonFields(errors).CheckShape(element, pointer, 1);
        if (errors.Count > before)
            return null;
        var node = JsonNode.Parse(JsonText.Raw(element))!.AsObject();
        if (node["on"] is { } on)
        {
            if (node["type"] is not null)
                errors.Add(TryErrors.TypeTwice(pointer));
            node.Remove("on");
            node["type"] = on.DeepClone();
        }

        var faults = new ErrorList(TryErrors.Member);
        var members = new StrictObject(element, pointer, faults);
        var daysAgo = members.Whole("daysAgo", 0, MostDaysAgo);
        var times = members.Whole("times", 1, MostEvents) ?? 1;
        var isClaimed = members.Flag("claimed");
        errors.AddRange(faults.All);
        if (daysAgo is not null && node["occurredAt"] is not null)
            errors.Add(TryErrors.TimeTwice(pointer));
        if (node["occurredAt"] is null)
            daysAgo ??= 0;
        foreach (var name in (string[])["daysAgo", "times", "claimed"])
            node.Remove(name);
        node["lead"] ??= new JsonObject { ["externalId"] = Somebody };
        // Two events that say the same are two.
        node["id"] ??= string.Create(CultureInfo.InvariantCulture, $"try-{index}");
        using var document = JsonDocument.Parse(node.ToJsonString());
        var (captured, refused) = EventParser.ParseOne(document.RootElement, index, pointer, null, now, isClaimed);
        errors.AddRange(refused?.Errors ?? []);
        return errors.Count > before ? null : new TriedEvent(captured!.Event, daysAgo, times);
    }
}
