using LeadScoring.Domain.Leads;
using LeadScoring.Tests.Kit.Builders;

namespace LeadScoring.Tests.Scoring;

/// <summary>What a match is worth by its age, on both sides of each boundary.</summary>
public sealed class DecayTests
{
    [Theory]
    [InlineData("", 0, 3000)]
    [InlineData("", 5000, 3000)]
    [InlineData(", decay: { halfLife: 30d }", 0, 3000)]
    [InlineData(", decay: { halfLife: 30d }", 29, 1535)]
    [InlineData(", decay: { halfLife: 30d }", 30, 1500)]
    [InlineData(", decay: { halfLife: 30d }", 31, 1466)]
    [InlineData(", decay: { halfLife: 30d }", 60, 750)]
    [InlineData(", decay: { halfLife: 30d }", 600, 0)]
    [InlineData(", decay: { linear: 30d }", 10, 2000)]
    [InlineData(", decay: { linear: 30d }", 29, 100)]
    [InlineData(", decay: { linear: 30d }", 30, 0)]
    [InlineData(", decay: { linear: 30d }", 31, 0)]
    [InlineData(", decay: { expire: 30d }", 29, 3000)]
    [InlineData(", decay: { expire: 30d }", 30, 0)]
    [InlineData(", within: 30d", 30, 3000)]
    [InlineData(", within: 30d", 31, null)]
    public void The_value_of_a_match_depends_on_its_age(string limits, int age, int? milli)
    {
        var model = Examples.Model($"- {{ rule: paper, category: website, on: asset.downloaded, points: 3{limits} }}");

        Assert.Equal(milli, Examples.PointsOf(model, "paper", Examples.Event("asset.downloaded", age)));
    }

    [Theory]
    [InlineData(600)]
    [InlineData(511)]
    [InlineData(512)]
    public void Ages_beyond_the_cached_table_give_the_same_values(int age)
    {
        var model = Examples.Model("- { rule: paper, category: website, on: asset.downloaded, points: 3, decay: { linear: 1000d } }");

        Assert.Equal(3 * (1000 - age), Examples.PointsOf(model, "paper", Examples.Event("asset.downloaded", age)));
    }

    [Theory]
    [InlineData(29, 8000)]
    [InlineData(30, 6000)]
    [InlineData(59, 6000)]
    [InlineData(60, 4500)]
    [InlineData(90, 3375)]
    public void Each_night_of_inactivity_takes_its_share_of_what_is_left(int age, int milli)
    {
        var model = Examples.Model("- { rule: visit, category: website, on: page.viewed, points: 8 }", ", inactivity: { after: 30d, every: 30d, lose: 25% }");

        Assert.Equal(milli, Examples.PointsOf(model, "visit", Examples.Event("page.viewed", age)));
    }

    [Theory]
    [InlineData(30, 29, 8000)]
    [InlineData(30, 0, 6000)]
    [InlineData(31, 1, 6000)]
    [InlineData(31, 2, 8000)]
    public void A_return_on_the_day_of_the_night_is_too_late(int age, int backAgo, int milli)
    {
        var model = Examples.Model("- { rule: paper, category: website, on: asset.downloaded, points: 8 }", ", inactivity: { after: 30d, every: 30d, lose: 25% }");

        Assert.Equal(milli, Examples.PointsOf(model, "paper", Examples.Event("asset.downloaded", age), Examples.Event("page.viewed", backAgo)));
    }

    [Fact]
    public void Losing_everything_leaves_nothing()
    {
        var model = Examples.Model("- { rule: visit, category: website, on: page.viewed, points: 8 }", ", inactivity: { after: 10d, every: 1d, lose: 100% }");

        Assert.Equal(8000, Examples.PointsOf(model, "visit", Examples.Event("page.viewed", 9)));
        Assert.Equal(0, Examples.PointsOf(model, "visit", Examples.Event("page.viewed", 10)));
    }
}
