using System.Collections.Immutable;
using System.Text.Json;

using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Values;
using LeadScoring.Tests.Kit.Builders;

namespace LeadScoring.Tests.Scoring;

/// <summary>The tables of customers, promises and priorities (docs/reference/scoring.md, docs/guide/hand-off.md), computed by an independent implementation.</summary>
public sealed class AdditionTableTests
{
    private static readonly DateTimeOffset Noon = new(2024, 3, 10, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Audiences => Rows("audience");

    public static TheoryData<string> Promises => Rows("promise");

    public static TheoryData<string> Priorities => Rows("priority");

    [Theory]
    [MemberData(nameof(Audiences))]
    public void An_audience_applies_and_lists_as_the_table_says(string text)
    {
        var row = JsonElement.Parse(text);
        var model = Model(row.GetProperty("model").GetString()!, row.GetProperty("audience").GetRawText());
        var state = new LeadState
        {
            IsCustomer = row.GetProperty("won").GetArrayLength() > 0,
            Deals = row.GetProperty("won").EnumerateArray().ToImmutableSortedDictionary(static won => won.GetString()!, static _ => new DealTimes(Noon, null), StringComparer.Ordinal),
        };
        var life = row.GetProperty("openHandoff").GetBoolean() ? Lifecycle.New with { Stage = Stage.Qualified, Epoch = 1, Route = "hot", To = Destination.Sales } : Lifecycle.New;
        var figures = new ScoreSnapshot { AsOf = Day.Of(Noon), Score = 50, Grade = "B2", Route = "nurture", To = Destination.Nurture, Dimensions = [], Categories = [], Known = 0 };

        var standing = Standing.Of(state, model, life, figures, Noon);

        Assert.Equal((row.GetProperty("applies").GetBoolean(), row.GetProperty("listed").GetBoolean()), (standing.HasScore, standing.IsShown));
    }

    [Theory]
    [MemberData(nameof(Promises))]
    public void A_promise_is_as_the_table_says(string text)
    {
        var row = JsonElement.Parse(text);
        var life = Lifecycle.New;
        if (row.GetProperty("handoff") is { ValueKind: JsonValueKind.Object } handOff)
        {
            life = life with
            {
                Stage = handOff.GetProperty("open").GetBoolean() ? Stage.Qualified : Stage.Customer,
                Cause = handOff.GetProperty("by").GetString() switch { "fast-track" => EpochCause.FastTrack, "persona" => EpochCause.Persona, _ => EpochCause.Route },
                RespondBy = handOff.GetProperty("respondBy") is { ValueKind: JsonValueKind.String } by ? by.GetDateTimeOffset() : null,
                RespondedAt = handOff.GetProperty("answered").GetBoolean() ? Noon.AddDays(-1) : null,
            };
        }

        Assert.Equal(row.GetProperty("promise").GetInt32(), Promise.Of(life, row.GetProperty("now").GetDateTimeOffset()));
    }

    [Theory]
    [MemberData(nameof(Priorities))]
    public void An_index_and_its_flames_are_as_the_table_says(string text)
    {
        var row = JsonElement.Parse(text);
        var weights = new PriorityWeights(Weight("score"), Weight("grade"), Weight("recency"), Weight("signals"), Weight("activity"), Weight("promise", 3));
        var promise = row.GetProperty("stage").GetString() is "disqualified" or "lost" ? (int?)null : Part("promise");

        var (index, flames) = PriorityIndex.Of(weights, Part("score"), Part("grade"), Part("recency"), Part("signals"), Part("activity"), promise);

        Assert.Equal((row.GetProperty("index").GetInt32(), row.GetProperty("flames").GetInt32()), (index, flames));

        int Part(string name) => row.GetProperty("parts").GetProperty(name).GetInt32();
        int Weight(string name, int usual = 1) => row.GetProperty("weights").TryGetProperty(name, out var weight) ? weight.GetInt32() : usual;
    }

    private static ModelDefinition Model(string id, string audience)
    {
        var loaded = ModelLoader.Load(SalesModel.With("title: Sales", $"title: Sales\naudience: {audience}").Replace("model: sales", $"model: {id}", StringComparison.Ordinal));
        Assert.True(loaded.Definition is not null, string.Join('\n', loaded.Problems));
        return loaded.Definition;
    }

    private static TheoryData<string> Rows(string table) =>
        [.. JsonElement.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "tables", table + ".json"))).EnumerateArray().Select(static row => row.GetRawText())];
}
