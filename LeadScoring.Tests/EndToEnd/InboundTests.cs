using System.Globalization;
using System.Text.Json.Nodes;
using LeadScoring.Domain.Leads;
using LeadScoring.Tests.Kit.Drivers;
using LeadScoring.Tests.Samples;

namespace LeadScoring.Tests.EndToEnd;

/// <summary>What vendors send, brought into our shape as a sender would do it, becomes a qualified lead with its reasons.</summary>
[Collection(nameof(OnOneApp))]
[Needs(Need.Processes)]
public sealed class InboundTests(RunningApp running)
{
    private const string Model = "inbound";

    [Fact]
    public async Task An_answered_form_and_clicked_mail_become_a_message_that_says_why()
    {
        await running.Publish(Model);
        var ids = await running.Send(Typeform());
        await running.Rest();
        var first = Assert.Single(await Messages(), message => message.GetProperty("subject").GetString() == ids.Values.First());
        Assert.Equal("lead.inquired", first.GetProperty("type").GetString());

        var clicks = await running.Send([.. SendGrid(), Mailchimp()]);
        await running.Rest();

        var lead = ids.Values.Single();
        Assert.Equal(lead, clicks["Y2xpY2stMC0xMjM0NTY3OC1hbm4tYmVyZy0x"]);
        var told = Assert.Single(await Messages(), message => message.GetProperty("subject").GetString() == lead && message.GetProperty("type").GetString() != "lead.inquired");
        Assert.Equal("1.0", told.GetProperty("specversion").GetString());
        Assert.Equal("lead.qualified", told.GetProperty("type").GetString());
        Assert.Equal($"{lead}:{Model}:2", told.GetProperty("id").GetString());
        Assert.Equal($"{lead}:{Model}:2", told.GetProperty("messageId").GetString());
        Assert.Equal(lead, told.GetProperty("sessionId").GetString());
        Assert.Equal("/leadscoring", told.GetProperty("source").GetString());
        Assert.Equal("application/json", told.GetProperty("datacontenttype").GetString());
        Assert.StartsWith("2026-03-03T18:", told.GetProperty("time").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            """{"grade":"A2","model":"inbound","priority":"14","route":"warm","stage":"qualified","to":"sales","type":"lead.qualified"}""",
            told.GetProperty("properties").GetRawText());

        var data = told.GetProperty("data");
        Assert.Equal("ann.berg@northmill.example", data.GetProperty("lead").GetProperty("email").GetString());
        Assert.Equal("VP Operations", data.GetProperty("lead").GetProperty("profile").GetProperty("jobTitle").GetString());
        Assert.Equal(["Planning assessment (+8)", "Senior title (+10)", "Large company (+6)"], data.GetProperty("reasons").EnumerateArray().Select(static reason => reason.GetString()!));
        Assert.Equal(("warm", "sales", 1, 6), (
            data.GetProperty("route").GetString(), data.GetProperty("to").GetString(), data.GetProperty("epoch").GetInt32(), data.GetProperty("attempts").GetInt32()));
        Assert.StartsWith("2026-03-10T18:", data.GetProperty("respondBy").GetString(), StringComparison.Ordinal);
        Assert.Equal(80, data.GetProperty("dimensions").GetProperty("fit").GetInt32());
        Assert.Equal(55, data.GetProperty("dimensions").GetProperty("engagement").GetInt32());
        Assert.Equal((await running.Lead(lead, Model)).GetProperty("score").GetInt32(), data.GetProperty("score").GetInt32());
    }

    private async Task<IEnumerable<System.Text.Json.JsonElement>> Messages() =>
        (await running.Get("/api/v1/messages?subscription=crm-sync")).GetProperty("messages").EnumerateArray();

    private static string Typeform()
    {
        var response = JsonNode.Parse(File.ReadAllText(Path.Combine(SampleFiles.Root, "webhooks", "typeform-form-response.json")))!["form_response"]!;
        JsonNode? Answer(string field) => response["answers"]!.AsArray().Single(answer => (string)answer!["field"]!["ref"]! == field) is { } found
            ? found[(string)found["type"]!]!.DeepClone()
            : null;
        return new JsonObject
        {
            ["source"] = "typeform/planning",
            ["id"] = (string)response["token"]!,
            ["type"] = "form.submitted",
            ["occurredAt"] = (string)response["submitted_at"]!,
            ["lead"] = new JsonObject { ["email"] = Answer("email") },
            ["properties"] = new JsonObject
            {
                ["form"] = "planning-assessment",
                ["fields"] = new JsonObject { ["jobTitle"] = Answer("job_title"), ["company"] = Answer("company"), ["employees"] = Answer("employees"), ["tools"] = Answer("tools")!["labels"]!.DeepClone() },
            },
        }.ToJsonString();
    }

    private static IEnumerable<string> SendGrid() => JsonNode.Parse(File.ReadAllText(Path.Combine(SampleFiles.Root, "webhooks", "sendgrid-events.json")))!.AsArray().Select(static e => new JsonObject
    {
        ["source"] = "sendgrid/main",
        ["id"] = (string)e!["sg_event_id"]!,
        ["type"] = (string)e["event"]! switch
        {
            "delivered" => "email.delivered",
            "open" => "email.opened",
            "click" => "email.clicked",
            "bounce" => "email.bounced",
            "spamreport" => "email.complained",
            _ => "email.unsubscribed",
        },
        ["occurredAt"] = DateTimeOffset.FromUnixTimeSeconds((long)e["timestamp"]!).UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        ["lead"] = new JsonObject { ["email"] = (string)e["email"]! },
        ["properties"] = new JsonObject { ["machine"] = e["sg_machine_open"]?.DeepClone(), ["url"] = e["url"]?.DeepClone(), ["campaign"] = e["campaign"]?.DeepClone() },
    }.ToJsonString());

    private static string Mailchimp()
    {
        var form = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(File.ReadAllText(Path.Combine(SampleFiles.Root, "webhooks", "mailchimp-subscribe.form")));
        return new JsonObject
        {
            ["source"] = "mailchimp/newsletter",
            ["id"] = $"{form["type"]}:{form["data[id]"]}:{form["fired_at"]}",
            ["type"] = "email.subscribed",
            ["occurredAt"] = form["fired_at"].ToString().Replace(' ', 'T') + "Z",
            ["lead"] = new JsonObject { ["email"] = form["data[email]"].ToString() },
            ["properties"] = new JsonObject { ["form"] = "newsletter", ["fields"] = new JsonObject { ["company"] = form["data[merges][COMPANY]"].ToString() } },
        }.ToJsonString();
    }
}

/// <summary>Test classes that do not mind each other's leads and models name this collection, and get the one app by their constructor.</summary>
[CollectionDefinition(nameof(OnOneApp))]
public sealed class OnOneApp : ICollectionFixture<RunningApp>;
