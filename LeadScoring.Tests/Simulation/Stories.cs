using System.Globalization;

namespace LeadScoring.Tests.Simulation;

/// <summary>A small model and events that make something of everything happen.</summary>
internal static class Stories
{
    public const string Model = "small";

    public const string Yaml = """
        model: small
        title: Small
        scale: 10
        dimensions:
          fit: { weight: 50, categories: { role: 1 } }
          engagement: { weight: 50, categories: { website: 1 }, decay: { halfLife: 10d } }
        rules:
          - { rule: boss, category: role, when: { jobTitle: { hasWord: [chief, vp] } }, points: 10 }
          - { rule: pricing, title: Pricing page, category: website, on: page.viewed, where: { path: { startsWith: /pricing } }, points: 5 }
        fastTrack:
          - { id: contact-us, on: form.submitted, where: { form: contact-us }, to: sales, respondWithin: 4h }
        disqualify:
          - { id: rival, when: { emailDomain: rival.example }, reason: competitor }
        grades: { letter: fit, number: engagement, letters: { A: 75, B: 50, C: 25 }, numbers: { 1: 75, 2: 50, 3: 25 } }
        routes:
          - { id: hot, when: { grade: [A1, A2] }, to: sales, respondWithin: 2d, attempts: 6 }
        requalify: { margin: 5, coolDown: 30d }
        """;

    /// <summary>One event as the API takes it.</summary>
    public static string Event(string id, string email, string type, DateTimeOffset at, string more = "") => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{ "id": "{{id}}", "type": "{{type}}", "occurredAt": "{{at.UtcDateTime:O}}", "lead": { "email": "{{email}}" }{{more}} }""");

    /// <summary>Two visits of a pricing page by a vice president: qualified.</summary>
    public static IEnumerable<string> Hot(string email, DateTimeOffset at) =>
    [
        Event($"{email}-1", email, "page.viewed", at.AddMinutes(-3), """, "properties": { "path": "/pricing" }, "profile": { "jobTitle": "VP Sales" }"""),
        Event($"{email}-2", email, "page.viewed", at.AddMinutes(-2), """, "properties": { "path": "/pricing/teams" }"""),
    ];

    /// <summary>Asks to be contacted: straight to sales.</summary>
    public static string ContactUs(string email, DateTimeOffset at) =>
        Event($"{email}-contact", email, "form.submitted", at.AddMinutes(-1), """, "properties": { "form": "contact-us" }""");

    /// <summary>An array of events.</summary>
    public static string Body(params IEnumerable<string> events) => $"[{string.Join(',', events)}]";
}
