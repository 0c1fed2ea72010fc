using LeadScoring.Domain.Values;
using LeadScoring.Tests.Infra;
using LeadScoring.Tests.Kit.Builders;

namespace LeadScoring.Tests.Scoring;

/// <summary>Numbers as people, spreadsheets and CRMs write them (docs/reference/scoring.md#numbers-as-people-write-them).</summary>
public sealed class WrittenNumberTests
{
    private const string NotRead = "not read";

    /// <summary>The rows of the page: what is written, and what it is read as.</summary>
    public static TheoryData<string, string> Page()
    {
        var rows = new TheoryData<string, string>();
        var lines = Checkout.Text("docs/reference/scoring.md").ReplaceLineEndings("\n").Split('\n').SkipWhile(static line => line != "### Numbers as people write them").Skip(1)
            .TakeWhile(static line => !line.StartsWith("##", StringComparison.Ordinal)).Where(static line => line.StartsWith("| `", StringComparison.Ordinal));
        foreach (var cells in lines.Select(static line => line.Split('|')))
        {
            foreach (var written in cells[1].Split('`').Where(static (_, place) => place % 2 == 1))
                rows.Add(written, cells[2].Trim().Trim('`'));
        }

        return rows;
    }

    [Fact]
    public void The_page_has_numbers_that_are_read_and_such_that_are_not()
    {
        Assert.True(Page().Count > 25);
        Assert.Contains(Page(), static row => NotRead.Equals(row[1]));
    }

    [Theory]
    [MemberData(nameof(Page))]
    public void A_number_on_the_page_is_read_as_the_page_says(string written, string number)
    {
        var value = default(TextValue);
        value.Set(written);

        Assert.Equal(number != NotRead, value.IsQuantity);
        if (number != NotRead)
            Assert.Equal(0, value.CompareQuantity(new Operand(number)));
    }

    [Theory]
    [InlineData("1\u00A0200", "1200")]
    [InlineData("1\u202F200", "1200")]
    [InlineData("1,200\u200B", "1200")]
    [InlineData("1’200.50", "1200.5")]
    [InlineData("1 200.50", "1200.5")]
    [InlineData("12,345,678.9", "12345678.9")]
    [InlineData("1234,567", "1234.567")]
    [InlineData("0,125", "0.125")]
    [InlineData("-1,200", "-1200")]
    [InlineData("€1.5bn", "1500000000")]
    [InlineData("1.5 Mrd. €", "1500000000")]
    [InlineData("US$ 10m", "10000000")]
    [InlineData("10k-50k", "10000")]
    [InlineData("$1M – $5M", "1000000")]
    [InlineData("51 bis 200 Mitarbeiter", "51")]
    [InlineData("1.25k", "1250")]
    [InlineData("1.2345k", "1234.5")]
    [InlineData("0 - 10", "0")]
    public void A_number_with_one_meaning_is_read(string written, string number)
    {
        var value = default(TextValue);
        value.Set(written);

        Assert.True(value.IsQuantity);
        Assert.Equal(0, value.CompareQuantity(new Operand(number)));
    }

    [Theory]
    [InlineData("1,20,0")]
    [InlineData("1,2,3")]
    [InlineData("1,200,5")]
    [InlineData("1.200.5")]
    [InlineData("01,200")]
    [InlineData("1 20")]
    [InlineData("€ 1.200")]
    [InlineData("1.200M")]
    [InlineData("10m")]
    [InlineData("10B")]
    [InlineData("10MM")]
    [InlineData("1 billion")]
    [InlineData("$5 USD")]
    [InlineData("50%")]
    [InlineData("1-5M")]
    [InlineData("200-51")]
    [InlineData("2024-06")]
    [InlineData("10-12-2027")]
    [InlineData("31.12.2027")]
    [InlineData("12/31/2027")]
    [InlineData("2-4-6")]
    [InlineData("51-200+")]
    [InlineData("+")]
    [InlineData("-")]
    [InlineData("--5,5")]
    [InlineData("1e3")]
    [InlineData(".5")]
    [InlineData("ten")]
    [InlineData("about 10")]
    [InlineData("<50")]
    [InlineData("10 apples")]
    [InlineData("42nd Street 2-4")]
    [InlineData("10:30")]
    [InlineData("1.2.3")]
    [InlineData("١٢٣")]
    public void Text_that_may_mean_something_else_is_not_read(string written)
    {
        var value = default(TextValue);
        value.Set(written);

        Assert.False(value.IsQuantity);
    }

    [Theory]
    [InlineData("{ atLeast: 1000 }", "1,200", true)]
    [InlineData("{ atLeast: 1201 }", "1,200", false)]
    [InlineData("{ above: 1199.999 }", "1 200", true)]
    [InlineData("{ below: 1001.5 }", "1,001-5,000", true)]
    [InlineData("{ atMost: 1000 }", "1,001-5,000", false)]
    [InlineData("{ between: [51, 200] }", "51-200 employees", true)]
    [InlineData("{ between: [52, 200] }", "51-200 employees", false)]
    [InlineData("{ atLeast: 10000 }", "10,000+", true)]
    [InlineData("{ atLeast: 1000 }", "1.200", false)]
    [InlineData("{ is: 1200 }", "1,200", false)]
    [InlineData("{ is: \"1,200\" }", "1,200", true)]
    [InlineData("{ isNot: 1200 }", "1,200", true)]
    public void Operators_that_compare_numbers_read_them_and_others_do_not(string condition, string value, bool holds)
    {
        var model = Examples.Model($"- {{ rule: p, category: role, when: {{ x: {condition} }}, points: 1 }}\n- {{ rule: e, category: website, on: a.b, where: {{ x: {condition} }}, points: 1 }}");

        Assert.Equal(holds, Examples.PointsOf(model, "p", Examples.Told(1, ("x", value))) is not null);
        Assert.Equal(holds, Examples.PointsOf(model, "e", Examples.Event("a.b", 1, ("x", value))) is not null);
    }

    [Fact]
    public void A_sum_adds_them_up()
    {
        var model = Examples.Model("- { rule: b, category: website, on: a.b, bands: { of: { sum: amount }, steps: [ { atLeast: 1700, points: 1 } ] } }");

        Assert.Equal(1000, Examples.PointsOf(model, "b", Examples.Event("a.b", 1, ("amount", "1,200")), Examples.Event("a.b", 2, ("amount", "€ 0.5k"))));
        Assert.Null(Examples.PointsOf(model, "b", Examples.Event("a.b", 1, ("amount", "1,200")), Examples.Event("a.b", 2, ("amount", "499"))));
    }
}
