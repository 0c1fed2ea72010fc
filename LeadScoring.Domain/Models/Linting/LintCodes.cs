namespace LeadScoring.Domain.Models.Linting;

/// <summary>Stable codes of what lint finds in a model that loads. Each has a page docs/errors/{code}.md; a number is never used again for something else.</summary>
internal static class LintCodes
{
    // Errors: they refuse a publish.
    public const string OnlyFastTracked = "LS-MODEL-101";
    public const string ScoresSales = "LS-MODEL-102";
    public const string GradeOutOfReach = "LS-MODEL-103";
    public const string RouteOutOfReach = "LS-MODEL-104";
    public const string RouteBehindAlways = "LS-MODEL-105";

    // Warnings.
    public const string MailAlone = "LS-MODEL-110";
    public const string PagesAlone = "LS-MODEL-111";
    public const string NeverHolds = "LS-MODEL-112";
    public const string ShadowedTier = "LS-MODEL-113";
    public const string SameCondition = "LS-MODEL-114";
    public const string MeetsFastTrack = "LS-MODEL-115";
    public const string CategoryWithoutRules = "LS-MODEL-116";
    public const string RouteAsksForNothing = "LS-MODEL-117";
    public const string PointsAboveScale = "LS-MODEL-118";
    public const string ManyRules = "LS-MODEL-119";
    public const string ShortContains = "LS-MODEL-120";
    public const string IsNotOfMissing = "LS-MODEL-121";
    public const string MatchesEverything = "LS-MODEL-122";
    public const string UnknownAttribute = "LS-MODEL-123";
    public const string UnknownProperty = "LS-MODEL-124";
    public const string UnknownType = "LS-MODEL-125";
    public const string UnknownValue = "LS-MODEL-126";
    public const string PathWithoutSlash = "LS-MODEL-127";
    public const string AnyPage = "LS-MODEL-128";
    public const string PropertyOfOtherType = "LS-MODEL-129";
    public const string ListInOperand = "LS-MODEL-130";
    public const string FirstWithoutMode = "LS-MODEL-131";
    public const string AudienceHides = "LS-MODEL-132";
    public const string UnusedAttribute = "LS-MODEL-133";
    public const string ReviewDue = "LS-MODEL-134";
    public const string RewardsSending = "LS-MODEL-135";
    public const string TinyLoss = "LS-MODEL-136";
    public const string WithoutEnd = "LS-MODEL-137";
    public const string ShortPath = "LS-MODEL-138";
    public const string UnknownAudience = "LS-AUDIENCE-001";
}
