namespace LeadScoring.Tests.Kit.Builders;

/// <summary>A model whose points add up, to reckon with in one's head: a brochure 15, a webinar 35, each visit 20, half of it after 30 days. The target is 50.</summary>
internal static class CampaignModel
{
    public const string Yaml =
        """
        model: campaign
        title: Campaign
        scoring: points
        minimalPath: [brochure, webinar]
        categories: { content: {}, visits: { atMost: 500, decay: { halfLife: 30d } } }
        rules:
          - { rule: brochure, title: Brochure, category: content, on: asset.downloaded, points: 15, count: once }
          - { rule: webinar, title: Webinar, category: content, on: webinar.attended, points: 35, count: once }
          - { rule: visits, title: Visits, category: visits, on: page.viewed, points: 20 }
        status: { atTarget: Opportunity }

        """;
}
