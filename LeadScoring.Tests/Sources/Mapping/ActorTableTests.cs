using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LeadScoring.Functions.Sources.Descriptors;
using LeadScoring.Local.Sending;

namespace LeadScoring.Tests.Sources.Mapping;

/// <summary>Each row of the table of docs/reference/sources.md#who-acts is sent as its vendor would send it: the member names whom the row says, and nobody else is the lead.</summary>
public sealed class ActorTableTests
{
    private const string Marker = "marker@other.example";

    // What a vendor sends beside the members that a row names.
    private static readonly Dictionary<string, string> Events = new(StringComparer.Ordinal)
    {
        ["activecampaign"] = """{ "date_time": "2026-03-01T09:00:00Z" }""",
        ["brevo"] = """{ "message-id": "m1", "ts_epoch": 1772355600000 }""",
        ["calendly"] = """{ "created_at": "2026-03-01T09:00:00Z", "payload": { "uri": "https://api.calendly.example/1" } }""",
        ["eloqua"] = """{ "id": "e1", "occurredAt": "2026-03-01T09:00:00Z" }""",
        ["generic"] = """{ "id": "e1", "timestamp": "2026-03-01T09:00:00Z" }""",
        ["google-forms"] = """{ "responseId": "r1", "formId": "f1", "submittedAt": "2026-03-01T09:00:00Z" }""",
        ["gravity-forms"] = """{ "id": "1", "form_id": "7", "date_created": "2026-03-01 09:00:00" }""",
        ["hubspot"] = """{ "eventId": 1, "occurredAt": 1772355600000 }""",
        ["jotform"] = """{ "formID": "1", "submissionID": "2" }""",
        ["klaviyo"] = """{ "external_id": "e1", "payload": { "data": { "attributes": { "datetime": "2026-03-01T09:00:00Z" } } } }""",
        ["mailchimp"] = """{ "fired_at": "2026-03-01 09:00:00", "data": { "list_id": "l1" } }""",
        ["mailgun"] = """{ "id": "e1", "timestamp": 1772355600 }""",
        ["mandrill"] = """{ "_id": "m1", "ts": 1772355600 }""",
        ["marketo"] = """{ "id": "e1", "occurredAt": "2026-03-01T09:00:00Z" }""",
        ["postmark"] = """{ "MessageID": "m1", "ReceivedAt": "2026-03-01T09:00:00Z" }""",
        ["segment"] = """{ "messageId": "m1", "timestamp": "2026-03-01T09:00:00Z" }""",
        ["sendgrid"] = """{ "sg_event_id": "e1", "timestamp": 1772355600 }""",
        ["tally"] = """{ "eventType": "FORM_RESPONSE", "data": { "formId": "f1", "responseId": "r1", "createdAt": "2026-03-01T09:00:00Z" } }""",
        ["typeform"] = """{ "event_type": "form_response", "form_response": { "token": "t1", "submitted_at": "2026-03-01T09:00:00Z" } }""",
    };

    private static readonly List<string[]> Table =
    [
        .. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Data", "docs", "reference", "sources.md"))
            .SkipWhile(static line => line != "## Who acts").Skip(1).TakeWhile(static line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(static line => Events.Keys.Any(source => line.StartsWith($"| {source} |", StringComparison.Ordinal)))
            .Select(static line => line.Split('|').Skip(1).Take(4).Select(static cell => cell.Trim()).ToArray()),
    ];

    public static TheoryData<string, string, string, string> Rows()
    {
        var data = new TheoryData<string, string, string, string>();
        foreach (var row in Table)
            data.Add(row[0], row[1].Trim('`'), row[2].Trim('`'), row[3]);
        return data;
    }

    [Fact]
    public void The_page_has_rows_of_every_source() =>
        Assert.Equal(new SourceCatalog().All.Select(static source => source.Name), Table.Select(static row => row[0]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_member_names_the_lead_or_another_as_the_page_says(string source, string with, string member, string whose)
    {
        var connected = await Connected.To(source);
        await connected.Connect($$"""{ "secrets": [ { "name": "First" }, { "name": "InUrl", "use": "url" } ], "may": [ "email.changed", "identity.merged" ] }""");
        var marker = whose is "the lead's id" or "the lead's browser" ? "marker7" : Marker;

        await connected.Post(connected.Sign(Delivery(source, with, member, marker)));

        var events = connected.Hooks.Events;
        if (whose.EndsWith("not kept", StringComparison.Ordinal))
        {
            Assert.Empty(events);
            Assert.Empty(connected.Hooks.Rejected);
            return;
        }

        Assert.NotEmpty(events);
        var lead = events.Select(static captured => captured.Lead).First(lead => member != "mergedObjectIds/0" || lead.ExternalId?.Contains(marker, StringComparison.Ordinal) == true);
        string[] places = [lead.Email?.Value == marker ? "address" : "", lead.Visitor == marker ? "browser" : "", lead.ExternalId?.EndsWith(marker, StringComparison.Ordinal) == true ? "id" : ""];
        Assert.Equal(whose is "the lead's address" or "the lead's id" or "the lead's browser" ? whose["the lead's ".Length..] : "", string.Concat(places));
        var changed = events[0].Event.Properties["newEmail"].Text;
        Assert.Equal(whose == "the lead's new address", changed == marker);
        Assert.Equal(changed == marker || (whose == "the lead's address" && changed is null), events[0].Event.Profile["email"].Text == marker);
    }

    private static Delivery Delivery(string source, string with, string member, string marker)
    {
        var sent = JsonNode.Parse(Events[source])!.AsObject();
        foreach (var word in with.Split("`, `", StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = word.Trim('`').Split("` = `");
            Set(sent, pair[0].Split('/'), pair[1]);
        }

        Set(sent, member.Split('/'), marker);
        JsonObject body = source switch
        {
            "sendgrid" => new() { ["json"] = new JsonArray(sent) },
            "mailgun" => new() { ["json"] = new JsonObject { ["signature"] = new JsonObject { ["timestamp"] = "0", ["token"] = "t1", ["signature"] = "0" }, ["event-data"] = sent } },
            "klaviyo" => new() { ["json"] = new JsonObject { ["data"] = new JsonArray(sent) } },
            "mandrill" => new() { ["form"] = new JsonObject { ["mandrill_events"] = new JsonArray(sent) } },
            "mailchimp" or "activecampaign" => new() { ["form"] = Fields(sent) },
            "jotform" => new() { ["parts"] = sent },
            _ => new() { ["headers"] = new JsonObject { ["webhook-id"] = "w1" }, ["json"] = sent },
        };
        using var document = JsonDocument.Parse(body.ToJsonString());
        return DeliveryReader.Read(document.RootElement);
    }

    private static void Set(JsonNode at, string[] path, string value)
    {
        for (var i = 0; i < path.Length; i++)
        {
            var isLast = i == path.Length - 1;
            JsonNode? next = isLast ? JsonValue.Create(value) : Child(at, path[i]) ?? (char.IsAsciiDigit(path[i + 1][0]) ? new JsonArray() : new JsonObject());
            if (Child(at, path[i]) is null || isLast)
                Put(at, path[i], next);
            at = next;
        }
    }

    private static JsonNode? Child(JsonNode at, string step) => at is JsonArray list
        ? int.Parse(step, CultureInfo.InvariantCulture) is var index && index < list.Count ? list[index] : null
        : at[step];

    private static void Put(JsonNode at, string step, JsonNode value)
    {
        if (at is JsonArray list)
            list.Add(value);
        else
            at[step] = value;
    }

    // As PHP names the fields of a form.
    private static JsonObject Fields(JsonObject sent)
    {
        var fields = new JsonObject();
        foreach (var (name, value) in sent)
        {
            if (value is not JsonObject inner)
            {
                fields[name] = value!.DeepClone();
                continue;
            }

            foreach (var (part, text) in inner)
                fields[$"{name}[{part}]"] = text!.DeepClone();
        }

        return fields;
    }
}
