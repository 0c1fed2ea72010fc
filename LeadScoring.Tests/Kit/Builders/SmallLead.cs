using System.Collections.Immutable;
using System.Globalization;

using LeadScoring.Domain.Events;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Values;

namespace LeadScoring.Tests.Kit.Builders;

/// <summary>A random lead under a small random model whose conditions know few values, so that everything that could happen to it can be tried.</summary>
internal sealed record SmallLead(int Seed, ModelDefinition Definition, ImmutableArray<LeadEvent> Log)
{
    private static readonly string[] Categories = ["role", "web", "content"];
    private static readonly string[] Paths = ["/a", "/b"];
    private static readonly string[] Assets = ["guide", "prices"];
    private static readonly string[] Titles = ["vp", "buyer"];
    private static readonly string[] Sizes = ["10", "50", "500"];

    public static Day Today { get; } = Day.TryParse("2026-03-01", out var day) ? day : default;

    public static SmallLead Of(int seed)
    {
        var random = new Random(seed);
        return new SmallLead(seed, ModelOf(random), [.. Enumerable.Range(0, random.Next(0, 6)).Select(number => EventOf(random, number))]);
    }

    /// <summary>Everything that could happen today: one more match of a rule that may help, or a value that satisfies a rule or a gate.</summary>
    /// <param name="model">The model, compiled.</param>
    /// <param name="profile">Of the lead.</param>
    /// <param name="time">Tells the same thing apart when it happens twice.</param>
    public static IEnumerable<LeadEvent> Universe(ScoringModel model, LeadProfile profile, int time)
    {
        var isClaimed = profile.IsOnlyClaimed;
        var number = 0;
        LeadEvent Happening(string type, string? name, string? value) => new()
        {
            Source = "universe",
            Id = string.Create(CultureInfo.InvariantCulture, $"{time}-{number++}"),
            Type = type,
            OccurredAt = Today.AddDays(1).Start.AddTicks(-1),
            Properties = type == EventTypes.ProfileUpdated || name is null ? Fields.Empty : new Fields([KeyValuePair.Create(name, new FieldValue(value!))]),
            Profile = type == EventTypes.ProfileUpdated ? new Fields([KeyValuePair.Create(name!, new FieldValue(value!))]) : Fields.Empty,
            IsClaimed = isClaimed,
        };
        foreach (var path in Paths)
            yield return Happening("page.viewed", "path", path);
        foreach (var asset in Assets.Append($"new-{time}"))
            yield return Happening("asset.downloaded", "asset", asset);
        foreach (var title in Titles)
            yield return Happening(EventTypes.ProfileUpdated, "title", title);
        foreach (var size in Sizes)
            yield return Happening(EventTypes.ProfileUpdated, "employees", size);
        if (model.Definition.Gates.Required.Contains("company") && profile["company"].IsMissing)
            yield return Happening(EventTypes.ProfileUpdated, "company", "known");
    }

    public override string ToString() => $"seed {Seed}; rules: {string.Join(" | ", Definition.Rules)}; log: {string.Join(" | ", Log.Select(static e => $"{e.Type} {e.OccurredAt:s} {string.Join(',', e.Properties)} {string.Join(',', e.Profile)} {e.IsClaimed}"))}";

    private static ModelDefinition ModelOf(Random random)
    {
        var rules = ImmutableArray.CreateBuilder<Rule>();
        var count = random.Next(1, 6);
        for (var i = 0; i < count; i++)
            rules.Add(RuleOf(random, $"r{i}", rules));
        return new ModelDefinition
        {
            Id = "small",
            Title = "Small",
            Dimensions =
            [
                new Dimension("fit", 40, [new Category("role", 1)], null, null),
                new Dimension("engagement", 60, [new Category("web", 3), new Category("content", 2)], random.Next(2) == 0 ? new Decay.HalfLife(10) : null, null),
            ],
            Rules = rules.ToImmutable(),
            Grades = new Grades("fit", "engagement", [75, 50, 25], [60, 30, 10]),
            Routes =
            [
                new Route("hot", Test("score", Operator.AtLeast, $"{random.Next(20, 80)}"), Destination.Sales, null, null, null),
                new Route("warm", Test(random.Next(2) == 0 ? "category.web" : "engagement", Operator.AtLeast, $"{random.Next(2, 40)}"), Destination.InsideSales, null, null, null),
                // Of a rule that takes points nobody is told to match one more.
                new Route("matched", Test("matched", Operator.Contains, rules.Where(MayGive).Skip(random.Next(3)).FirstOrDefault()?.Id ?? "none"), random.Next(2) == 0 ? Destination.InsideSales : Destination.Nurture, null, null, null),
                new Route("fits", Test("fit", Operator.AtLeast, $"{random.Next(10, 90)}"), Destination.InsideSales, null, null, null),
            ],
            Gates = new Gates(random.Next(3) == 0 ? ["company"] : [], random.Next(3) == 0 ? random.Next(1, 20) : null),
        };
    }

    private static bool MayGive(Rule rule) => rule switch
    {
        Rule.Event e => e.Points.Value > 0,
        Rule.Band band => band.Steps.Any(static step => step.Points.Value > 0),
        Rule.Combination combination => combination.Points.Value > 0,
        _ => true,
    };

    private static Rule RuleOf(Random random, string id, IReadOnlyList<Rule> before)
    {
        string[] parts = [.. before.Where(static rule => rule is Rule.Event or Rule.Band or Rule.Profile).Select(static rule => rule.Id)];
        var category = Categories[random.Next(Categories.Length)];
        return random.Next(parts.Length > 1 ? 8 : 7) switch
        {
            0 => new Rule.Profile([new Tier(Test("title", Operator.HasWord, "vp"), Points(random)), new Tier(Test("title", Operator.Is, "buyer"), Points(random))]) { Id = id, Category = category },
            1 => new Rule.Profile([.. Sizes.Reverse().Take(random.Next(1, 4)).Select(size => new Tier(Test("employees", Operator.AtLeast, size), new MilliPoints(random.Next(1, 9) * 1000)))]) { Id = id, Category = category },
            2 => new Rule.Event(new EventFilter(["page.viewed"], null), null, Points(random), new CountMode.Each(), random.Next(3) == 0 ? 1 : null, random.Next(2) == 0 ? random.Next(1, 4) : null, null, null) { Id = id, Category = category },
            3 => new Rule.Event(new EventFilter(["page.viewed"], Test("path", Operator.StartsWith, Paths[random.Next(2)])), random.Next(3) == 0 ? Test("title", Operator.Is, "buyer") : null, Points(random), random.Next(2) == 0 ? new CountMode.Once() : new CountMode.Each(), null, null, null, null) { Id = id, Category = category },
            4 => new Rule.Event(new EventFilter(["asset.*"], null), null, Points(random), new CountMode.Distinct("asset"), null, null, null, null) { Id = id, Category = category },
            5 => new Rule.Band(new EventFilter(["page.viewed", "asset.downloaded"], null), null, random.Next(2) == 0 ? new Measure.Count() : new Measure.Days(), random.Next(2) == 0 ? 5 : null, [new BandStep(1, Points(random)), new BandStep(random.Next(2, 4), Points(random))]) { Id = id, Category = category },
            6 => new Rule.Event(new EventFilter(["asset.downloaded"], Test("asset", Operator.Is, Assets)), null, Points(random), new CountMode.Each(), null, random.Next(1, 3), 9, null) { Id = id, Category = category },
            _ => new Rule.Combination([.. parts.Take(2)], random.Next(2) == 0 ? 7 : null, Points(random), null) { Id = id, Category = category },
        };
    }

    private static LeadEvent EventOf(Random random, int number)
    {
        var profile = new Dictionary<string, FieldValue>(StringComparer.Ordinal);
        if (random.Next(4) == 0)
            profile["title"] = Titles[random.Next(2)];
        if (random.Next(5) == 0)
            profile["employees"] = Sizes[random.Next(3)];
        if (random.Next(6) == 0)
            profile["company"] = "Acme";
        var isPage = random.Next(2) == 0;
        return new LeadEvent
        {
            Source = "log",
            Id = $"e{number}",
            Type = isPage ? "page.viewed" : "asset.downloaded",
            OccurredAt = Today.AddDays(-random.Next(0, 30)).Start.AddHours(random.Next(24)),
            Properties = new Fields([isPage ? KeyValuePair.Create("path", new FieldValue(Paths[random.Next(2)])) : KeyValuePair.Create("asset", new FieldValue(Assets[random.Next(2)]))]),
            Profile = new Fields(profile),
            IsClaimed = random.Next(8) == 0,
        };
    }

    private static MilliPoints Points(Random random) => new((random.Next(4) == 0 ? -random.Next(1, 6) : random.Next(1, 10)) * 1000L);

    private static Condition.Test Test(string field, Operator @operator, params string[] operands) => new(field, @operator, [.. operands]);
}
