using System.Text.Json;
using System.Text.Json.Nodes;
using LeadScoring.Functions.Sources.Descriptors;
using LeadScoring.Local.Sending;

namespace LeadScoring.Tests.Sources.Mapping;

/// <summary>Each row of the table of docs/reference/sources.md#what-happened-to-mail is sent as its vendor would send it, and becomes what the row says.</summary>
public sealed class MailTableTests
{
    private const string Ignored = "not kept";

    // What the vendor sends beside the members that a row names.
    private static readonly Dictionary<string, string> Events = new(StringComparer.Ordinal)
    {
        ["postmark"] = """{ "MessageID": "m1", "Recipient": "ann@northmill.example", "ChangedAt": "2026-03-01T09:00:00Z" }""",
        ["sendgrid"] = """{ "email": "ann@northmill.example", "timestamp": 1772355600, "sg_event_id": "e1" }""",
        ["mailgun"] = """{ "id": "e1", "timestamp": 1772355600, "recipient": "ann@northmill.example" }""",
        ["mandrill"] = """{ "_id": "m1", "ts": 1772355600, "msg": { "email": "ann@northmill.example" }, "reject": { "email": "ann@northmill.example" } }""",
        ["mailchimp"] = """{ "fired_at": "2026-03-01 09:00:00", "data": { "email": "ann@northmill.example", "list_id": "l1" } }""",
        ["brevo"] = """{ "message-id": "m1", "email": "ann@northmill.example", "ts_epoch": 1772355600000 }""",
        ["activecampaign"] = """{ "date_time": "2026-03-01T09:00:00Z", "contact": { "email": "ann@northmill.example" } }""",
        ["klaviyo"] = """{ "external_id": "e1", "payload": { "data": { "attributes": { "datetime": "2026-03-01T09:00:00Z", "event_properties": { "$email": "ann@northmill.example" } } } } }""",
    };

    private static readonly List<string[]> Table =
    [
        .. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Data", "docs", "reference", "sources.md"))
            .SkipWhile(static line => line != "## What happened to mail").Skip(1).TakeWhile(static line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(static line => Events.Keys.Any(source => line.StartsWith($"| {source} |", StringComparison.Ordinal)))
            .Select(static line => line.Split('|').Skip(1).Take(4).Select(static cell => cell.Trim()).ToArray()),
    ];

    public static TheoryData<string, string, string, string> Rows()
    {
        var data = new TheoryData<string, string, string, string>();
        foreach (var row in Table)
            data.Add(row[0], row[1], row[2].Trim('`'), row[3].Trim('`'));
        return data;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task What_a_vendor_says_of_mail_becomes_the_type_and_kind_of_the_page(string source, string words, string type, string bounceKind)
    {
        var connected = await Connected.To(source);

        await connected.Post(connected.Sign(Delivery(source, words)));

        Assert.Empty(connected.Hooks.Rejected);
        string[] expected = type == Ignored ? [] : [$"{type} {bounceKind}"];
        Assert.Equal(expected, connected.Hooks.Events.Select(static captured => $"{captured.Event.Type} {captured.Event.Properties["bounceKind"].Text}"));
    }

    [Fact]
    public void Every_word_that_a_descriptor_of_a_mail_platform_knows_is_on_the_page() => Assert.All(
        new SourceCatalog().All.Where(static source => Events.ContainsKey(source.Name)),
        static source => Assert.All(
            source.Mapping.Kinds.Values.SelectMany(static cases => cases).Where(static one => one.Set.Any(static mark => mark.Key == "bounceKind")).SelectMany(static one => one.Is).Where(static word => !word.All(char.IsAsciiDigit)),
            word => Assert.Contains(Table, row => row[0] == source.Name && row[1].Contains($"`{word}`", StringComparison.Ordinal))));

    [Theory]
    [InlineData(1, "email.bounced", "hard")]
    [InlineData(2, "system.email-deferred", "delay")]
    [InlineData(16, "email.unsubscribed", "")]
    [InlineData(32, "email.subscribed", "")]
    [InlineData(64, "system.email-auto-replied", "auto-reply")]
    [InlineData(256, "email.bounced", "soft")]
    [InlineData(512, "email.bounced", "block")]
    [InlineData(2048, "email.bounced", "unknown")]
    [InlineData(100000, "email.bounced", "hard")]
    [InlineData(100001, "email.complained", "")]
    [InlineData(100002, "system.email-dropped", "suppressed")]
    [InlineData(100006, "email.bounced", "block")]
    [InlineData(100010, "system.email-dropped", "error")]
    public Task The_code_of_Postmark_says_what_its_word_would(int code, string type, string bounceKind) =>
        What_a_vendor_says_of_mail_becomes_the_type_and_kind_of_the_page("postmark", $"`RecordType` = `Bounce`, `TypeCode` = `{code}`", type, bounceKind);

    [Fact]
    public async Task A_kind_that_a_connection_renames_keeps_its_bounce_kind()
    {
        var connected = await Connected.To("sendgrid");
        await connected.Connect("""{ "secrets": [ { "name": "First" } ], "types": { "bounce": "mail.returned" } }""");

        await connected.Post(connected.Sign(Delivery("sendgrid", "`event` = `bounce`, `type` = `blocked`")));

        var captured = Assert.Single(connected.Hooks.Events).Event;
        Assert.Equal(("mail.returned", "block"), (captured.Type, captured.Properties["bounceKind"].Text));
    }

    [Fact]
    public async Task A_custom_argument_cannot_say_why_mail_bounced()
    {
        var connected = await Connected.To("sendgrid");

        await connected.Post(connected.Sign(Delivery("sendgrid", "`event` = `bounce`, `type` = `blocked`, `bounceKind` = `hard`")));

        Assert.Equal("block", Assert.Single(connected.Hooks.Events).Event.Properties["bounceKind"].Text);
    }

    private static Delivery Delivery(string source, string words)
    {
        var sent = JsonNode.Parse(Events[source])!.AsObject();
        foreach (var word in words.Split("`, `"))
        {
            var pair = word.Trim('`').Split("` = `");
            Set(sent, source == "klaviyo" && pair[0] != "topic" ? ["payload", "data", "attributes", "event_properties", pair[0]] : pair[0].Split('/'), pair[1]);
        }

        JsonObject body = source switch
        {
            "sendgrid" => new() { ["json"] = new JsonArray(sent) },
            "mailgun" => new() { ["json"] = new JsonObject { ["signature"] = new JsonObject { ["timestamp"] = "0", ["token"] = "t1", ["signature"] = "0" }, ["event-data"] = sent } },
            "klaviyo" => new() { ["json"] = new JsonObject { ["data"] = new JsonArray(sent) } },
            "mandrill" => new() { ["form"] = new JsonObject { ["mandrill_events"] = new JsonArray(sent) } },
            "mailchimp" or "activecampaign" => new() { ["form"] = Fields(sent) },
            _ => new() { ["json"] = sent },
        };
        using var document = JsonDocument.Parse(body.ToJsonString());
        return DeliveryReader.Read(document.RootElement);
    }

    private static void Set(JsonObject at, string[] path, string value)
    {
        foreach (var step in path[..^1])
            at = (at[step] ??= new JsonObject()).AsObject();
        at[path[^1]] = value is "true" or "false" ? value == "true" : value;
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
