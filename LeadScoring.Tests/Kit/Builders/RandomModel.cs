using System.Collections.Immutable;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Values;

namespace LeadScoring.Tests.Kit.Builders;

/// <summary>Random models with every kind of rule, short windows and few values, so that limits and boundaries are met often.</summary>
internal static class RandomModel
{
    private static readonly string[] Categories = ["role", "web", "mail"];

    public static ModelDefinition Of(Random random)
    {
        var rules = ImmutableArray.CreateBuilder<Rule>();
        var count = random.Next(1, 9);
        for (var i = 0; i < count; i++)
            rules.Add(RuleOf(random, $"r{i}", rules));
        return new ModelDefinition
        {
            Id = "random",
            Title = "Random",
            Scale = new MilliPoints(random.Next(2) == 0 ? 10_000 : 2_500),
            Dimensions =
            [
                new Dimension("fit", 40, [new Category("role", 1)], null, null),
                new Dimension("engagement", 60.5m, [new Category("web", 3), new Category("mail", 0.5m)], DecayOf(random), InactivityOf(random)),
            ],
            Ignore = random.Next(3) == 0 ? [new EventFilter(["page.*"], Test("path", Operator.Is, "/b"))] : [],
            FastTracks = random.Next(3) == 0
                ? [new FastTrack("fast", new EventFilter(["webinar.attended"], Test("asset", Operator.StartsWith, "g")), Destination.Sales, null, null)]
                : [],
            Rules = rules.ToImmutable(),
            Grades = new Grades("fit", "engagement", [75, 50, 25], [60, 30, 10]),
            Routes =
            [
                new Route("hot", Test("score", Operator.AtLeast, "40"), Destination.Sales, null, null, null),
                new Route("warm", new Condition.Any([Test("category.web", Operator.AtLeast, "1.5"), Test("matched", Operator.Contains, "r1")]), Destination.InsideSales, null, null, null),
                new Route("early", Test("lastActivityDays", Operator.AtMost, "9"), Destination.Nurture, null, null, null),
            ],
            Gates = new Gates(random.Next(3) == 0 ? ["title"] : [], random.Next(2) == 0 ? random.Next(1, 40) : null),
            Requalify = new Requalify(5, 10),
        };
    }

    /// <summary>The same rules in a model whose points add up, with random bounds and decay.</summary>
    public static ModelDefinition Adding(ModelDefinition model, Random random) => model with
    {
        Dimensions = [],
        Grades = null,
        Points = new PointsScoring(
            new MilliPoints(random.Next(1, 40_000)),
            [],
            [.. Categories.Select(name => new PointsCategory(
                name,
                random.Next(2) == 0 ? new MilliPoints(-random.Next(0, 8_000)) : null,
                random.Next(2) == 0 ? new MilliPoints(random.Next(0, 20_000)) : null,
                DecayOf(random),
                InactivityOf(random)))]),
    };

    private static Rule RuleOf(Random random, string id, IReadOnlyList<Rule> before)
    {
        var category = Categories[random.Next(Categories.Length)];
        Rule[] combinable = [.. before.Where(rule => rule is Rule.Profile or Rule.Event or Rule.Band)];
        return random.Next(combinable.Length > 0 ? 11 : 10) switch
        {
            0 => new Rule.Profile([new Tier(WhileOf(random)!, Points(random)), new Tier(Test("title", Operator.Exists, "true"), Points(random))]) { Id = id, Category = category },
            < 5 => EventRule(random, id, category),
            < 8 => new Rule.Band(Filter(random), random.Next(4) == 0 ? WhileOf(random) : null, MeasureOf(random), Window(random), Steps(random)) { Id = id, Category = category },
            8 => new Rule.Silence([random.Next(2) == 0 ? "email.*" : "page.viewed"], random.Next(2) == 0, [new SilenceStep(random.Next(1, 10), Points(random)), new SilenceStep(random.Next(10, 60), Points(random))])
            {
                Id = id,
                Category = category,
            },
            9 => StateRule(random, id, category),
            _ => new Rule.Combination([.. combinable.Take(random.Next(1, 4)).Select(rule => rule.Id)], Window(random), Points(random), random.Next(3) == 0 ? DecayOf(random) : null) { Id = id, Category = category },
        };
    }

    private static Rule.State StateRule(Random random, string id, string category) => random.Next(3) switch
    {
        0 => new Rule.State(["email.subscribed", "email.unsubscribed"], null, ["email.unsubscribed"], Points(random)) { Id = id, Category = category },
        1 => new Rule.State(["webinar.attended", "shop.bought", "page.viewed"], null, ["shop.bought", "page.viewed"], Points(random)) { Id = id, Category = category },
        _ => new Rule.State(["page.viewed", "asset.downloaded"], Test("asset", Operator.Is, "guide"), ["page.viewed"], Points(random)) { Id = id, Category = category },
    };

    private static Rule.Event EventRule(Random random, string id, string category)
    {
        CountMode count = random.Next(4) switch
        {
            0 => new CountMode.Once(),
            1 => new CountMode.Distinct(random.Next(2) == 0 ? "asset" : "path"),
            _ => new CountMode.Each(),
        };
        return new Rule.Event(
            Filter(random),
            random.Next(4) == 0 ? WhileOf(random) : null,
            Points(random),
            count,
            count is not CountMode.Distinct && random.Next(2) == 0 ? random.Next(1, 4) : null,
            random.Next(2) == 0 ? random.Next(1, 8) : null,
            Window(random),
            random.Next(3) == 0 ? DecayOf(random) : null)
        {
            Id = id,
            Category = category,
        };
    }

    private static EventFilter Filter(Random random) => random.Next(5) switch
    {
        0 => new EventFilter(["page.viewed", "asset.downloaded"], null),
        1 => new EventFilter(["email.*"], null),
        2 => new EventFilter(["email.unsubscribed", "shop.*"], null),
        3 => new EventFilter(["page.viewed"], Test("path", Operator.StartsWith, "/e")),
        _ => new EventFilter(["page.viewed", "webinar.attended"], Test("seconds", Operator.AtLeast, "1")),
    };

    private static Measure MeasureOf(Random random) => random.Next(6) switch
    {
        0 => new Measure.Count(),
        1 => new Measure.Days(),
        2 => new Measure.Distinct("asset"),
        3 => new Measure.Most("properties.asset"),
        4 => new Measure.Most("path"),
        _ => new Measure.Sum("seconds"),
    };

    private static ImmutableArray<BandStep> Steps(Random random) => [new BandStep(1, Points(random)), new BandStep(random.Next(2, 4), Points(random)), new BandStep(10.5m, Points(random))];

    private static Condition? WhileOf(Random random) => random.Next(3) switch
    {
        0 => Test("title", Operator.HasWord, "head of"),
        1 => Test("renewal", random.Next(2) == 0 ? Operator.OlderThan : Operator.NewerThan, $"{random.Next(0, 60)}"),
        _ => new Condition.Not(Test("title", Operator.Is, "BUYER")),
    };

    private static MilliPoints Points(Random random) => new(random.Next(3) switch
    {
        0 => -random.Next(1, 4000),
        1 => random.Next(1, 6) * 1000,
        _ => random.Next(1, 4000),
    });

    private static int? Window(Random random) => random.Next(2) == 0 ? random.Next(1, 40) : null;

    private static Decay? DecayOf(Random random) => random.Next(5) switch
    {
        0 => new Decay.HalfLife(random.Next(1, 40)),
        1 => new Decay.Linear(random.Next(1, 60)),
        2 => new Decay.Expire(random.Next(1, 60)),
        3 => new Decay.None(),
        _ => null,
    };

    private static Inactivity? InactivityOf(Random random)
    {
        var after = random.Next(1, 30);
        return random.Next(3) > 0 ? new Inactivity(after, random.Next(1, after + 1), random.Next(4) == 0 ? 100m : 12.5m) : null;
    }

    private static Condition.Test Test(string field, Operator @operator, params string[] operands) => new(field, @operator, [.. operands]);
}
