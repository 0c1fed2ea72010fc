namespace LeadScoring.Tests.Kit.Builders;

/// <summary>
/// A model to reckon with in one's head: a VP has fit 80 (grade A), others 0 (D); each visit to the pricing page gives 20 engagement, half of
/// it after 30 days; score = 0.4 fit + 0.6 engagement.
/// </summary>
internal static class CrmModel
{
    public const string Yaml =
        """
        model: crm
        title: CRM
        dimensions:
          fit: { weight: 40, categories: { role: 1 } }
          engagement: { weight: 60, categories: { website: 1 }, decay: { halfLife: 30d } }
        rules:
          - { rule: senior, title: Senior title, category: role, when: { jobTitle: { hasWord: [vp] } }, points: 8 }
          - { rule: pricing, title: Pricing page, category: website, on: page.viewed, where: { path: { startsWith: /pricing } }, points: 2 }
        grades: { letter: fit, number: engagement, letters: { A: 75, B: 50, C: 25 }, numbers: { 1: 75, 2: 50, 3: 25 } }
        routes:
          - { id: hot, when: { grade: [A1, A2] }, to: sales, respondWithin: 2d, attempts: 6 }
          - { id: warm, when: { engagement: { atLeast: 25 } }, to: nurture }

        """;

    /// <summary>The same under another id, with pricing visits worth half.</summary>
    public static string Other(string id) => Yaml
        .Replace("model: crm", $"model: {id}", StringComparison.Ordinal)
        .Replace("points: 2", "points: 1", StringComparison.Ordinal);
}
