using System.Collections.Immutable;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Values;

namespace LeadScoring.Tests.Kit.Builders;

/// <summary>A random model with a random log, made from a seed: the same seed makes the same lead for ever.</summary>
public sealed record RandomLead(int Seed, ModelDefinition Model, ImmutableArray<LeadEvent> Log)
{
    private static readonly Day Start = Day.TryParse("2024-01-01", out var day) ? day : default;
    private static readonly string[] Types =
        ["page.viewed", "page.viewed", "email.opened", "asset.downloaded", "email.unsubscribed", "email.bounced", "webinar.attended", "profile.updated", "shop.bought", "email.subscribed"];

    public static RandomLead Of(int seed)
    {
        var random = new Random(seed);
        var model = RandomModel.Of(random);
        var events = Enumerable.Range(0, random.Next(0, 60)).Select(number => Event(random, number, random.Next(1, 150)));
        return new RandomLead(seed, model, [.. events]);
    }

    /// <summary>The lead of the seed, under a model whose points add up.</summary>
    public static RandomLead Adding(int seed)
    {
        var lead = Of(seed);
        return lead with { Model = RandomModel.Adding(lead.Model, new Random(seed)) };
    }

    /// <summary>The last day on which something happens.</summary>
    public Day Newest => Log.IsEmpty ? Start : Log.Max(e => Model.TimeZone.DayOf(e.OccurredAt).Number) is var number ? new Day(number) : default;

    /// <summary>Smaller logs, for finding the part that matters.</summary>
    public IEnumerable<RandomLead> Shrunk()
    {
        if (Log.Length > 3)
        {
            yield return this with { Log = Log[..(Log.Length / 2)] };
            yield return this with { Log = Log[(Log.Length / 2)..] };
        }

        for (var i = 0; i < Log.Length; i++)
            yield return this with { Log = Log.RemoveAt(i) };
        for (var i = 0; i < Model.Rules.Length; i++)
        {
            if (!Model.Rules.OfType<Rule.Combination>().Any(rule => rule.Together.Contains(Model.Rules[i].Id)))
                yield return this with { Model = Model with { Rules = Model.Rules.RemoveAt(i) } };
        }
    }

    public override string ToString() =>
        $"seed {Seed}; rules: {string.Join(" | ", Model.Rules)}; log: {string.Join(" | ", Log.Select(e => $"{e.Id} {e.Type} {e.OccurredAt:s} {string.Join(',', e.Properties)} {string.Join(',', e.Profile)}"))}";

    private static LeadEvent Event(Random random, int number, int days)
    {
        var properties = new Dictionary<string, FieldValue>(StringComparer.Ordinal);
        if (random.Next(3) > 0)
            properties["path"] = Pick(random, "/a", "/b", " /A ", "/c/d", "/e\u0301", "/É");
        if (random.Next(3) > 0)
            properties["asset"] = Pick(random, "guide", "GUIDE", "prices", "", new string('x', 70), "cafe\u0301");
        if (random.Next(3) > 0)
            properties["seconds"] = Pick(random, "10", "0.5", "-3", "12345678901234567890.123456", "n/a", "100");
        var profile = new Dictionary<string, FieldValue>(StringComparer.Ordinal);
        if (random.Next(5) == 0)
            profile["title"] = Pick(random, "VP Sales", "buyer", " ", "head of IT");
        if (random.Next(5) == 0)
            profile["renewal"] = Start.AddDays(random.Next(0, 300)).ToString();
        return new LeadEvent
        {
            Source = random.Next(4) == 0 ? "b" : "a",
            Id = $"e{number}",
            Type = Types[random.Next(Types.Length)],
            // Now and then at one instant, where the source and the id decide.
            OccurredAt = Start.AddDays(random.Next(days)).Start.AddHours(random.Next(3) == 0 ? 12 : random.Next(24)),
            Properties = new Fields(properties),
            Profile = new Fields(profile),
            Cleared = random.Next(12) == 0 && !profile.ContainsKey("title") ? ["title"] : [],
            IsClaimed = random.Next(6) == 0,
        };
    }

    private static string Pick(Random random, params string[] values) => values[random.Next(values.Length)];
}
