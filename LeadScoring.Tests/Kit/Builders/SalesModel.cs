namespace LeadScoring.Tests.Kit.Builders;

/// <summary>
/// A model with everything that a hand-off knows. A VP is an A, a manager a B; each visit to the pricing page gives 30 engagement, half of it after
/// ten days: two visits are a 2, three a 1.
/// </summary>
internal static class SalesModel
{
    public const string Yaml =
        """
        model: sales
        title: Sales
        dimensions:
          fit: { weight: 50, categories: { role: 1 } }
          engagement: { weight: 50, categories: { website: 1 }, decay: { halfLife: 10d } }
        rules:
          - rule: title
            category: role
            tiers: [ { when: { jobTitle: { hasWord: vp } }, points: 10 }, { when: { jobTitle: { hasWord: manager } }, points: 6 } ]
          - { rule: pricing, category: website, on: page.viewed, where: { path: { startsWith: /pricing } }, points: 3, signal: true }
        fastTrack:
          - { id: contact-us, on: form.submitted, where: { form: contact-us }, to: sales, respondWithin: 4h, attempts: 3 }
          - { id: call-back, on: form.submitted, where: { form: call-back }, to: inside-sales, respondWithin: 4h }
        personas:
          - { id: perfect, when: { jobTitle: { hasWord: cro }, employees: { atLeast: 500 } }, to: sales, respondWithin: 1d, attempts: 2 }
          - { id: partner, on: event.attended, where: { eventKind: partner-day }, to: inside-sales, respondWithin: 2d }
          - { id: tradeshow, on: event.attended, where: { eventKind: tradeshow }, followUp: { by: marketing, within: 2d } }
        disqualify:
          - { id: competitor, when: { emailDomain: rival.example }, reason: competitor }
        respond:
          - { id: thanks, on: webinar.registered }
        grades: { letter: fit, number: engagement, letters: { A: 75, B: 50, C: 25 }, numbers: { 1: 75, 2: 50, 3: 25 } }
        routes:
          - { id: hot, when: { grade: A1 }, to: sales, respondWithin: 2d, attempts: 6, escalate: head-of-sales }
          - { id: warm, when: { grade: A2 }, to: sales, respondWithin: 7d, attempts: 6 }
          - { id: sdr, when: { grade: B1 }, to: inside-sales, respondWithin: 3d, attempts: 4 }
          - { id: early, when: { engagement: { atLeast: 25 } }, to: nurture }
        gates: { required: [company] }
        requalify: { margin: 5, coolDown: 30d }

        """;

    /// <summary>With another line in place of one of it.</summary>
    public static string With(string old, string text)
    {
        Assert.Contains(old, Yaml, StringComparison.Ordinal);
        return Yaml.Replace(old, text, StringComparison.Ordinal);
    }
}
