using System.Globalization;
using System.Text;

using LeadScoring.Domain.Events;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Sources.Hooks;

/// <summary>What platforms report of one person under several names counts for that person.</summary>
public sealed class PersonScoreTests
{
    private const string Head = """
        model: person
        title: Person
        dimensions:
          fit: { categories: { role: 1 } }
          engagement: { categories: { site: 1, mail: 1 } }
        grades:
          letter: fit
          number: engagement
          letters: { A: 75, B: 50, C: 25 }
          numbers: { 1: 75, 2: 50, 3: 25 }
        rules:
        """;

    // Ira signs up on a desktop, signs in on a phone by her id alone, and the server reports what she uses.
    private static readonly string[] Devices =
    [
        """{ "type": "identify", "messageId": "i1", "anonymousId": "desk", "userId": "ui", "timestamp": "2026-03-01T03:00:00Z", "traits": { "email": "ira@northmill.example" } }""",
        """{ "type": "page", "messageId": "i2", "anonymousId": "desk", "userId": "ui", "timestamp": "2026-03-01T04:00:00Z", "properties": { "path": "/pricing" } }""",
        """{ "type": "identify", "messageId": "i3", "anonymousId": "phone", "userId": "ui", "timestamp": "2026-03-01T07:00:00Z", "traits": {} }""",
        """{ "type": "page", "messageId": "i4", "anonymousId": "phone", "userId": "ui", "timestamp": "2026-03-01T08:00:00Z", "properties": { "path": "/pricing" } }""",
        """{ "type": "track", "messageId": "i5", "userId": "ui", "timestamp": "2026-03-01T11:00:00Z", "event": "Report Exported", "properties": {} }""",
    ];

    public static TheoryData<int> Orders => [.. Enumerable.Range(0, 120)];

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task A_person_on_two_devices_is_one_lead_in_every_order_of_deliveries(int order)
    {
        var segment = await Under("segment", """
              - { rule: pricing, category: site, on: page.viewed, where: { path: /pricing }, points: 3, newest: 3 }
              - { rule: used, category: mail, on: product.used, points: 4, newest: 2 }
            """);
        var rest = Devices.ToList();
        for (var (left, number) = (Devices.Length, order); left > 0; number /= left--)
        {
            await Post(segment, rest[number % left]);
            rest.RemoveAt(number % left);
        }

        Assert.Equal("pricing 6, used 4", await Points(segment, "ira@northmill.example"));
    }

    [Fact]
    public async Task A_value_that_HubSpot_empties_gives_no_points_and_disqualifies_nobody()
    {
        var hubspot = await Under("hubspot", """
              - { rule: owner-of-a-competing-tool, category: role, when: { currentTool: rivalsoft }, points: 10 }
              - { rule: any-page, category: site, on: page.viewed, points: 1 }
              - { rule: click, category: mail, on: email.clicked, points: 1 }
            disqualify:
              - { id: marked-bad, when: { leadStatus: UNQUALIFIED }, reason: marked in the CRM }
            """);
        var lead = hubspot.Hooks.App.Get<LeadIds>().OfName("external:hubspot:558:8");
        await Post(hubspot, Changes("UNQUALIFIED", "rivalsoft", 31));
        Assert.Equal("owner-of-a-competing-tool 10", await Points(hubspot, lead));
        Assert.Equal("disqualified", await Stage(hubspot, lead));

        await Post(hubspot, Changes("", "", 33));

        Assert.Equal("", await Points(hubspot, lead));
        Assert.NotEqual("disqualified", await Stage(hubspot, lead));

        static string Changes(string status, string tool, int id) => $$"""
            [ { "eventId": {{id}}, "portalId": 558, "occurredAt": {{1772355600000 + id}}, "subscriptionType": "contact.propertyChange", "objectId": "8", "propertyName": "hs_lead_status", "propertyValue": "{{status}}" },
              { "eventId": {{id + 1}}, "portalId": 558, "occurredAt": {{1772355600000 + id}}, "subscriptionType": "contact.propertyChange", "objectId": "8", "propertyName": "current_tool", "propertyValue": "{{tool}}" } ]
            """;
    }

    private static async Task<Connected> Under(string source, string rules)
    {
        var connected = await Connected.To(source);
        await connected.Hooks.App.Publish($"{Head}\n{rules}\n");
        return connected;
    }

    private static async Task Post(Connected connected, string body)
    {
        var answer = await connected.Post(connected.Sign(connected.Bare.With(body: Encoding.UTF8.GetBytes(body))));
        Assert.Equal((connected.Taken, 0), (answer.Status, answer.Count("rejected")));
        await connected.Hooks.App.Work();
    }

    private static async Task<string?> Stage(Connected connected, string lead) =>
        (await connected.Hooks.App.Lead(lead)).Body.GetProperty("models")[0].GetProperty("stage").GetString();

    private static async Task<string> Points(Connected connected, string lead)
    {
        var (status, body) = await connected.Hooks.App.Explain(lead, "?model=person");
        Assert.Equal(200, status);
        return string.Join(", ", body.GetProperty("ledger").EnumerateArray().Where(static line => line.GetProperty("points").GetDecimal() != 0)
            .Select(static line => string.Create(CultureInfo.InvariantCulture, $"{line.GetProperty("rule").GetString()} {line.GetProperty("points").GetDecimal():0.###}")));
    }
}
