namespace LeadScoring.Tests.Zones;

/// <summary>A small model whose days are those of a time zone.</summary>
internal static class ZonedModel
{
    /// <summary>One visit counts a day, and its points are gone after some days: the grade changes at the start of a day.</summary>
    public static string Of(string id, string? zone, string more = "") =>
        $$"""
        model: {{id}}
        title: Days of a company
        {{(zone is null ? "" : $"timeZone: {zone}")}}
        dimensions:
          fit: { categories: { role: 1 } }
          engagement: { categories: { site: 1 } }
        rules:
          - { rule: has-title, category: role, when: { jobTitle: { exists: true } }, points: 10 }
          - { rule: evening, category: site, on: page.viewed, points: 2, perDay: 1, decay: { expire: 5d } }
        grades: { letter: fit, number: engagement, letters: { A: 75, B: 50, C: 25 }, numbers: { 1: 75, 2: 50, 3: 15 } }
        {{more}}

        """;
}
