using LeadScoring.Domain.Conditions;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Tests.Kit.Builders;

namespace LeadScoring.Tests.Scoring;

/// <summary>Which fields a model asks for, and as what it reads them: what the import says of columns is told by it.</summary>
public sealed class FieldUseTests
{
    [Theory]
    [InlineData("on: quote.asked, where: { properties.amount: { atLeast: 5 } }, points: 1", "amount", FieldReading.Number)]
    [InlineData("on: quote.asked, bands: { of: { most: properties.plan }, steps: [ { atLeast: 1, points: 1 } ] }", "plan", FieldReading.Text)]
    [InlineData("on: quote.asked, bands: { of: { sum: amount }, steps: [ { atLeast: 1, points: 1 } ] }", "amount", FieldReading.Number)]
    [InlineData("state: { of: [ quote.asked, quote.refused ], where: { due: { before: 2027-01-01 } }, is: quote.asked }, points: 1", "due", FieldReading.Date)]
    public void Every_place_of_a_rule_is_known(string rule, string field, FieldReading reading)
    {
        var loaded = ModelLoader.Load(SalesModel.With(
            "signal: true }", $"signal: true }}\n  - {{ rule: asked, category: website, {rule} }}"));
        Assert.True(loaded.Definition is not null, string.Join('\n', loaded.Problems));

        var use = Assert.Single(FieldUse.Of(loaded.Definition), static use => use.Entry == "asked");

        Assert.Equal((field, reading), (use.Field, use.Reading));
        Assert.True(use.Asks("quote.asked"));
    }
}
