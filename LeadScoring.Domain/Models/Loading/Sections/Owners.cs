namespace LeadScoring.Domain.Models.Loading.Sections;

/// <summary>Who answers for something.</summary>
internal static class Owners
{
    public static IReadOnlyDictionary<string, RuleOwner> Words { get; } =
        new Dictionary<string, RuleOwner>(StringComparer.Ordinal) { ["marketing"] = RuleOwner.Marketing, ["sales"] = RuleOwner.Sales };
}
