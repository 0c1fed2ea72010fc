using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Models.Loading;

namespace LeadScoring.Tests.Kit.Builders;

/// <summary>
/// <see cref="CrmModel"/> with mail: each click gives 20 engagement, so that three make a VP hot; an answer to the offer goes to sales at once; the first click is
/// answered.
/// </summary>
internal static class ClickModel
{
    public static readonly string Yaml = CrmModel.Yaml
        .Replace("grades:", "  - { rule: click, title: Click, category: website, on: email.clicked, points: 2 }\ngrades:", StringComparison.Ordinal)
        + "fastTrack:\n  - { id: offer, on: email.clicked, where: { url: { startsWith: \"https://acme.example/offer\" } }, to: sales, respondWithin: 4h }\n";

    public static ScoringModel Compiled { get; } = ScoringModel.Compile(ModelLoader.Load(Yaml).Definition!);
}
