using System.Text;

namespace LeadScoring.Tests.Sources.Hooks;

/// <summary>What platforms report, as points of a lead.</summary>
public sealed class ReportedScoreTests
{
    private const string Head = """
        title: Reported
        dimensions:
          fit: { categories: { role: 1 } }
          engagement: { categories: { site: 1, mail: 1 } }
        grades:
          letter: fit
          number: engagement
          letters: { A: 75, B: 50, C: 25 }
          numbers: { 1: 75, 2: 50, 3: 25 }
        rules:
          - { rule: has-title, category: role, when: { jobTitle: { exists: true } }, points: 10 }
        """;

    private const string Mail = """
          - { rule: bounced, category: mail, on: email.bounced, points: -5, count: once }
          - { rule: dead, category: site, on: email.bounced, where: { bounceKind: hard }, points: -10, count: once }
          - { rule: unsubscribed, category: mail, on: email.unsubscribed, points: -8, count: once }
          - { rule: complained, category: mail, on: email.complained, points: -10, count: once }
        """;

    [Theory]
    [InlineData("postmark", """{ "RecordType": "Bounce", "Type": "Unsubscribe", "TypeCode": 16, "MessageID": "m1", "Email": "ann@northmill.example", "BouncedAt": "2026-03-01T09:00:00Z", "Inactive": false }""", "unsubscribed -8")]
    [InlineData("postmark", """{ "RecordType": "SubscriptionChange", "MessageID": "m1", "Recipient": "ann@northmill.example", "SuppressSending": true, "SuppressionReason": "HardBounce", "ChangedAt": "2026-03-01T09:00:00Z" }""", "bounced -5, dead -10")]
    [InlineData("postmark", """{ "RecordType": "SubscriptionChange", "MessageID": "m1", "Recipient": "ann@northmill.example", "SuppressSending": true, "SuppressionReason": "SpamComplaint", "ChangedAt": "2026-03-01T09:00:00Z" }""", "complained -10")]
    [InlineData("postmark", """{ "RecordType": "SubscriptionChange", "MessageID": "m1", "Recipient": "ann@northmill.example", "SuppressSending": true, "SuppressionReason": "ManualSuppression", "ChangedAt": "2026-03-01T09:00:00Z" }""", "unsubscribed -8")]
    [InlineData("postmark", """{ "RecordType": "SubscriptionChange", "MessageID": "m1", "Recipient": "ann@northmill.example", "SuppressSending": false, "SuppressionReason": null, "ChangedAt": "2026-03-01T09:00:00Z" }""", "")]
    [InlineData("sendgrid", """[ { "email": "ann@northmill.example", "timestamp": 1772355600, "event": "bounce", "type": "bounce", "status": "5.1.1", "sg_event_id": "h" } ]""", "bounced -5, dead -10")]
    [InlineData("sendgrid", """[ { "email": "ann@northmill.example", "timestamp": 1772355600, "event": "bounce", "type": "blocked", "status": "4.7.1", "sg_event_id": "s" } ]""", "bounced -5")]
    public async Task What_a_mail_platform_reports_counts_for_what_it_was(string source, string body, string points)
    {
        var connected = await Under(source, Mail);

        await Post(connected, body);

        Assert.Equal(points, await Points(connected, "ann@northmill.example"));
    }

    // A rule of single events cannot take back what it took: the state asks for the newest word.
    [Theory]
    [InlineData("sendgrid",
        """[ { "email": "ann@northmill.example", "timestamp": 1771750800, "event": "group_unsubscribe", "asm_group_id": 7, "sg_event_id": "1" } ]""",
        """[ { "email": "ann@northmill.example", "timestamp": 1772355600, "event": "group_resubscribe", "asm_group_id": 7, "sg_event_id": "2" } ]""")]
    [InlineData("postmark",
        """{ "RecordType": "SubscriptionChange", "MessageID": "m1", "Recipient": "ann@northmill.example", "SuppressSending": true, "SuppressionReason": "ManualSuppression", "ChangedAt": "2026-02-22T09:00:00Z" }""",
        """{ "RecordType": "SubscriptionChange", "MessageID": "m1", "Recipient": "ann@northmill.example", "SuppressSending": false, "SuppressionReason": null, "ChangedAt": "2026-03-01T09:00:00Z" }""")]
    [InlineData("mailchimp",
        "type=unsubscribe&fired_at=2026-02-22 09:00:00&data[id]=u1&data[list_id]=l1&data[reason]=manual&data[email]=ann%40northmill.example",
        "type=subscribe&fired_at=2026-03-01 09:00:00&data[id]=u1&data[list_id]=l1&data[email]=ann%40northmill.example")]
    [InlineData("brevo",
        """{ "event": "unsubscribe", "email": "ann@northmill.example", "ts": 1771750800 }""",
        """{ "event": "list_addition", "email": "ann@northmill.example", "list_id": [4], "ts": 1772355600 }""")]
    [InlineData("activecampaign",
        "type=unsubscribe&date_time=2026-02-22T09:00:00Z&list=1&contact[email]=ann%40northmill.example",
        "type=subscribe&date_time=2026-03-01T09:00:00Z&initiated_by=contact&list=1&contact[email]=ann%40northmill.example")]
    public async Task Who_subscribes_again_is_not_punished_for_ever(string source, string left, string back)
    {
        const string State = """
              - { rule: left, category: mail, state: { of: [email.subscribed, email.unsubscribed], is: email.unsubscribed }, points: -8 }
            """;
        var connected = await Under(source, State);
        await Post(connected, left);
        Assert.Equal("left -8", await Points(connected, "ann@northmill.example"));

        await Post(connected, back);
        Assert.Equal("", await Points(connected, "ann@northmill.example"));

        // The order of arrival means nothing.
        var late = await Under(source, State);
        await Post(late, back);
        await Post(late, left);
        Assert.Equal("", await Points(late, "ann@northmill.example"));
    }

    [Theory]
    [InlineData("bounce", "dead-address -10, any-bounce -1")]
    [InlineData("blocked", "any-bounce -1")]
    public async Task A_rule_can_ask_for_a_property_that_is_called_like_a_field_of_the_event(string kind, string points)
    {
        var connected = await Under("sendgrid", """
              - { rule: dead-address, category: mail, on: email.bounced, where: { properties.type: bounce }, points: -10, count: once }
              - { rule: any-bounce, category: site, on: email.bounced, where: { type: email.bounced }, points: -1, count: once }
            """);

        await Post(connected, $$"""[ { "email": "ann@northmill.example", "timestamp": 1772355600, "event": "bounce", "type": "{{kind}}", "sg_event_id": "1" } ]""");

        Assert.Equal(points, await Points(connected, "ann@northmill.example"));
    }

    [Fact]
    public async Task Custom_arguments_called_type_and_source_can_be_asked_for()
    {
        var connected = await Under("sendgrid", """
              - { rule: spring, category: mail, on: email.clicked, where: { properties.source: spring-mailing, properties.type: newsletter }, points: 3 }
              - { rule: own-source, category: site, on: email.clicked, where: { source: spring-mailing }, points: 5 }
            """);

        await Post(connected, """[ { "email": "ann@northmill.example", "timestamp": 1772355600, "event": "click", "url": "https://planner.example/a", "source": "spring-mailing", "type": "newsletter", "sg_event_id": "a" } ]""");

        Assert.Equal("spring 3", await Points(connected, "ann@northmill.example"));
    }

    [Fact]
    public async Task An_invitation_of_somebody_else_counts_for_who_invites()
    {
        var connected = await Under("segment", """
              - { rule: pricing, category: site, on: page.viewed, where: { path: /pricing }, points: 3, newest: 3 }
              - { rule: invited, category: mail, on: product.used, where: { feature: Teammate Invited }, points: 4, count: once }
            """);
        await connected.Connect("""{ "secrets": [ { "name": "First" }, { "name": "InUrl", "use": "url" } ], "trust": "proven" }""");

        await Post(connected, """{ "type": "identify", "messageId": "1", "anonymousId": "an-1", "userId": "u-1", "timestamp": "2026-03-01T05:00:00Z", "traits": { "email": "eva@northmill.example" } }""");
        await Post(connected, """{ "type": "track", "messageId": "2", "anonymousId": "an-1", "userId": "u-1", "timestamp": "2026-03-01T06:00:00Z", "event": "Teammate Invited", "properties": { "email": "finn@northmill.example", "role": "viewer" } }""");
        await Post(connected, """{ "type": "page", "messageId": "3", "anonymousId": "an-1", "userId": "u-1", "timestamp": "2026-03-01T09:00:00Z", "properties": { "path": "/pricing", "url": "https://planner.example/pricing" } }""");

        Assert.Equal("pricing 3, invited 4", await Points(connected, "eva@northmill.example"));
        Assert.Equal(404, (await connected.Hooks.App.Explain("finn@northmill.example", "?model=reported")).Status);
    }

    [Fact]
    public async Task A_choice_and_what_is_written_beside_it_both_count()
    {
        var connected = await Under("typeform", """
              - { rule: other-tool, category: role, when: { tools: { contains: Homegrown } }, points: 10 }
              - { rule: form, category: site, on: form.submitted, points: 2 }
              - { rule: listed, category: mail, when: { tools: { contains: Excel } }, points: 3 }
            """);
        const string Body = """
            { "event_id": "e1", "event_type": "form_response", "form_response": { "form_id": "tf1", "token": "tok-1", "submitted_at": "2026-03-01T09:00:00Z", "answers": [
              { "type": "email", "email": "ann@northmill.example", "field": { "id": "f1", "type": "email", "ref": "email" } },
              { "type": "choices", "choices": { "ids": [ "x" ], "refs": [ "x" ], "labels": [ "Excel" ], "other": "Homegrown" }, "field": { "id": "f3", "type": "multiple_choice", "ref": "tools" } } ] } }
            """;

        await Post(connected, Body);
        await Post(connected, Body.Replace("\"e1\"", "\"e2\"", StringComparison.Ordinal));

        Assert.Equal("other-tool 10, form 2, listed 3", await Points(connected, "ann@northmill.example"));
    }

    private static async Task<Connected> Under(string source, string rules)
    {
        var connected = await Connected.To(source);
        await connected.Hooks.App.Publish($"model: reported\n{Head}\n{rules}\n");
        return connected;
    }

    private static async Task Post(Connected connected, string body)
    {
        Assert.Equal(connected.Taken, (await connected.Post(connected.Sign(connected.Bare.With(body: Encoding.UTF8.GetBytes(body))))).Status);
        Assert.Empty(connected.Hooks.Rejected);
        await connected.Hooks.App.Work();
    }

    private static async Task<string> Points(Connected connected, string email)
    {
        var (status, body) = await connected.Hooks.App.Explain(email, "?model=reported");
        Assert.Equal(200, status);
        return string.Join(", ", body.GetProperty("ledger").EnumerateArray().Where(static line => line.GetProperty("points").GetDecimal() != 0)
            .Select(static line => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{line.GetProperty("rule").GetString()} {line.GetProperty("points").GetDecimal():0.###}")));
    }
}
