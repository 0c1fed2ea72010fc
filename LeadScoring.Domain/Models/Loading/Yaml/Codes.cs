namespace LeadScoring.Domain.Models.Loading.Yaml;

/// <summary>Stable codes of what can be wrong in a model document. Each has a page docs/errors/{code}.md; a number is never used again for something else.</summary>
internal static class Codes
{
    public const string Empty = "LS-MODEL-001";
    public const string TooLarge = "LS-MODEL-002";
    public const string Syntax = "LS-MODEL-003";
    public const string DuplicateKey = "LS-MODEL-004";
    public const string TooDeep = "LS-MODEL-005";
    public const string SeveralDocuments = "LS-MODEL-006";
    public const string YamlFeature = "LS-MODEL-007";
    public const string Character = "LS-MODEL-008";
    public const string UnknownKey = "LS-MODEL-009";
    public const string MissingKey = "LS-MODEL-010";
    public const string WrongType = "LS-MODEL-011";
    public const string NotOneOf = "LS-MODEL-012";
    public const string Number = "LS-MODEL-013";
    public const string Duration = "LS-MODEL-014";
    public const string DurationTooShort = "LS-MODEL-015";
    public const string Percentage = "LS-MODEL-016";
    public const string Points = "LS-MODEL-017";
    public const string Identifier = "LS-MODEL-018";
    public const string DuplicateId = "LS-MODEL-019";
    public const string ReservedId = "LS-MODEL-020";
    public const string CategoryTwice = "LS-MODEL-021";
    public const string DimensionName = "LS-MODEL-022";
    public const string WeightsSumToZero = "LS-MODEL-023";
    public const string EveryGreaterThanAfter = "LS-MODEL-024";
    public const string PerDayWithDistinct = "LS-MODEL-025";
    public const string PointsZero = "LS-MODEL-026";
    public const string OneDimensionGrades = "LS-MODEL-027";
    public const string Bounds = "LS-MODEL-028";
    public const string ScaleNotPositive = "LS-MODEL-029";
    public const string AbsentRule = "LS-MODEL-030";
    public const string AbsentCategory = "LS-MODEL-031";
    public const string AbsentDimension = "LS-MODEL-032";
    public const string AbsentRoute = "LS-MODEL-033";
    public const string CombinationOfWrongKind = "LS-MODEL-034";
    public const string RewardsUnsubscribing = "LS-MODEL-035";
    public const string SilenceOfUnsubscribing = "LS-MODEL-036";
    public const string AgeInWhere = "LS-MODEL-037";
    public const string NoWord = "LS-MODEL-038";
    public const string Pattern = "LS-MODEL-039";
    public const string EventType = "LS-MODEL-040";
    public const string UnknownOperator = "LS-MODEL-041";
    public const string UnknownRouteField = "LS-MODEL-042";
    public const string ImpossibleGrade = "LS-MODEL-043";
    public const string Kind = "LS-MODEL-044";
    public const string UnknownExpectation = "LS-MODEL-045";
    public const string NothingListed = "LS-MODEL-046";
    public const string Date = "LS-MODEL-047";
    public const string StepTwice = "LS-MODEL-048";
}
