using System.Text;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Tests.Sources.Mapping;

/// <summary>What a vendor reports by two hooks counts once (docs/reference/sources.md#one-happening-reported-twice), and two happenings count twice.</summary>
public sealed class SharedHappeningTests
{
    private const string Bounce = """{ "RecordType": "Bounce", "Type": "HardBounce", "ID": 1, "MessageID": "m1", "Email": "ann@northmill.example", "BouncedAt": "2026-03-01T09:00:00Z" }""";
    private const string Suppressed = """{ "RecordType": "SubscriptionChange", "MessageID": "m1", "Recipient": "ann@northmill.example", "SuppressSending": true, "SuppressionReason": "HardBounce", "ChangedAt": "2026-03-01T09:00:03Z" }""";
    private const string Complaint = """{ "RecordType": "SpamComplaint", "ID": 2, "MessageID": "m1", "Email": "ann@northmill.example", "BouncedAt": "2026-03-01T09:00:00Z" }""";
    private const string Opened = """{ "event": "unique_opened", "email": "ann@northmill.example", "message-id": "m1", "ts_epoch": 1772355600000 }""";

    public static TheoryData<string, string, string, string> Twice() => new()
    {
        { "postmark", Bounce, Suppressed, "email.bounced" },
        { "postmark", Suppressed, Bounce, "email.bounced" },
        { "postmark", Complaint, Suppressed.Replace("HardBounce", "SpamComplaint", StringComparison.Ordinal), "email.complained" },
        { "postmark", Complaint, Bounce.Replace("HardBounce", "SpamComplaint", StringComparison.Ordinal), "email.complained" },
        { "mailchimp", Mailchimp("unsubscribe&data[id]=9d2b", "abuse"), Mailchimp("cleaned", "abuse"), "email.complained" },
        { "brevo", Opened, Opened.Replace("unique_opened", "opened", StringComparison.Ordinal), "email.opened" },
        { "brevo", Opened.Replace("unique_opened", "spam", StringComparison.Ordinal), Opened.Replace("unique_opened", "complaint", StringComparison.Ordinal), "email.complained" },
        { "brevo", Opened.Replace("unique_opened", "hard_bounce", StringComparison.Ordinal), Opened.Replace("unique_opened", "invalid_email", StringComparison.Ordinal), "email.bounced" },
        { "klaviyo", Klaviyo("1", "unsubscribed_from_list"), Klaviyo("2", "unsubscribed_from_email_marketing"), "email.unsubscribed" },
        { "klaviyo", Klaviyo("1", "subscribed_to_email_marketing"), Klaviyo("2", "subscribed_to_list"), "email.subscribed" },
    };

    public static TheoryData<string, string, string> Different() => new()
    {
        { "postmark", Bounce, Bounce.Replace("m1", "m2", StringComparison.Ordinal) },
        { "postmark", Bounce, Suppressed.Replace("ann@", "eva@", StringComparison.Ordinal) },
        { "postmark", Complaint, Suppressed },
        { "postmark", Suppressed.Replace("HardBounce", "ManualSuppression", StringComparison.Ordinal), Suppressed.Replace("HardBounce", "ManualSuppression", StringComparison.Ordinal).Replace("09:00:03", "10:00:03", StringComparison.Ordinal) },
        { "mailchimp", Mailchimp("unsubscribe&data[id]=9d2b", "manual"), Mailchimp("cleaned", "hard") },
        { "brevo", Opened, Opened.Replace("1772355600000", "1772355700000", StringComparison.Ordinal) },
        { "klaviyo", Klaviyo("1", "unsubscribed_from_list"), Klaviyo("2", "subscribed_to_list") },
    };

    [Theory]
    [MemberData(nameof(Twice))]
    public async Task A_happening_that_two_hooks_report_counts_once(string source, string first, string second, string type)
    {
        var connected = await Connected.To(source);

        Assert.Equal((1, 0, 0), await Post(connected, first));
        Assert.Equal((0, 1, 0), await Post(connected, second));

        Assert.Equal(type, Assert.Single(connected.Hooks.Events).Event.Type);
        await connected.Hooks.App.Work();
        await Post(connected, second);
        await connected.Hooks.App.Work();
        Assert.Empty(connected.Hooks.Rejected);
        Assert.Single(connected.Hooks.App.Tables[TableNames.Leads].Rows, static row => row.RowKey.StartsWith(RowKeys.EventPrefix, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Different))]
    public async Task Two_happenings_that_look_alike_count_twice(string source, string first, string second)
    {
        var connected = await Connected.To(source);

        Assert.Equal((1, 0, 0), await Post(connected, first));
        Assert.Equal((1, 0, 0), await Post(connected, second));
    }

    [Fact]
    public async Task A_happening_reported_twice_in_one_body_counts_once()
    {
        var connected = await Connected.To("brevo");

        Assert.Equal((1, 1, 0), await Post(connected, $"[{Opened},{Opened.Replace("unique_opened", "opened", StringComparison.Ordinal)}]"));
    }

    private static async Task<(int Accepted, int Duplicates, int Rejected)> Post(Connected connected, string body)
    {
        var delivery = connected.Bare.With(body: Encoding.UTF8.GetBytes(body));
        var answer = await connected.Post(connected.Sign(delivery));
        return (answer.Count("accepted"), answer.Count("duplicates"), answer.Count("rejected"));
    }

    private static string Mailchimp(string type, string reason) => $"type={type}&fired_at=2026-03-01+09:00:00&data[list_id]=l1&data[campaign_id]=c1&data[reason]={reason}&data[email]=ann%40northmill.example";

    private static string Klaviyo(string id, string topic) => $$$$"""
        { "data": [ { "external_id": "{{{{id}}}}", "topic": "event:klaviyo.{{{{topic}}}}", "payload": { "data": {
          "attributes": { "datetime": "2026-03-01 09:00:00+00:00", "event_properties": { } }, "relationships": { "profile": { "data": { "id": "01HXYZ" } } } } } } ] }
        """;
}
