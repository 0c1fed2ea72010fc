using LeadScoring.Domain.Values;
using LeadScoring.Tests.Infra;
using LeadScoring.Tests.Kit.Builders;

namespace LeadScoring.Tests.Scoring;

/// <summary>Dates, yes and no as people, spreadsheets and CRMs write them (docs/reference/scoring.md#dates-as-people-write-them).</summary>
public sealed class WrittenDateTests
{
    private const string NotRead = "not read";

    /// <summary>The rows of the page: what is written, and the day as which it is read.</summary>
    public static TheoryData<string, string> Page()
    {
        var rows = new TheoryData<string, string>();
        var lines = Checkout.Text("docs/reference/scoring.md").ReplaceLineEndings("\n").Split('\n').SkipWhile(static line => line != "### Dates as people write them").Skip(1)
            .TakeWhile(static line => !line.StartsWith("##", StringComparison.Ordinal)).Where(static line => line.StartsWith("| `", StringComparison.Ordinal));
        foreach (var cells in lines.Select(static line => line.Split('|')))
        {
            var written = Quoted(cells[1]);
            var read = Quoted(cells[2]);
            for (var place = 0; place < written.Length; place++)
                rows.Add(written[place], read.Length == 0 ? cells[2].Trim() : read[place]);
        }

        return rows;
    }

    private static string[] Quoted(string cell) => [.. cell.Split('`').Where(static (_, place) => place % 2 == 1)];

    [Fact]
    public void The_page_has_dates_that_are_read_and_such_that_are_not()
    {
        Assert.True(Page().Count > 25);
        Assert.Contains(Page(), static row => NotRead.Equals(row[1]));
    }

    [Theory]
    [MemberData(nameof(Page))]
    public void A_date_on_the_page_is_read_as_the_page_says(string written, string day)
    {
        Assert.Equal(day != NotRead, DateText.TryParse(written, readsWritten: true, out var read));
        if (day != NotRead)
            Assert.Equal(day, read.ToString());
        Assert.False(DateText.TryParse(written, readsWritten: false, out _));
    }

    [Theory]
    [InlineData("12/31/2027 11:30 PM", DateOrder.Unknown, "2027-12-31T23:30:00Z")]
    [InlineData("12/31/2027 12:05 am", DateOrder.Unknown, "2027-12-31T00:05:00Z")]
    [InlineData("31.12.2027, 07:05:09", DateOrder.Unknown, "2027-12-31T07:05:09Z")]
    [InlineData("46752.75", DateOrder.Unknown, "2027-12-31T18:00:00Z")]
    [InlineData("03/04/2027", DateOrder.DayFirst, "2027-04-03")]
    [InlineData("03/04/2027", DateOrder.MonthFirst, "2027-03-04")]
    [InlineData("3.4.27", DateOrder.DayFirst, "2027-04-03")]
    [InlineData("3/4/99", DateOrder.MonthFirst, "1999-03-04")]
    [InlineData("31.12.2027\u200B", DateOrder.Unknown, "2027-12-31")]
    public void A_date_has_a_plain_form(string written, DateOrder order, string plain) => Assert.Equal(plain, PlainForm.Instant(written, order));

    [Theory]
    [InlineData("2027-12-31", DateOrder.DayFirst)]
    [InlineData("2027-12-31T10:00:00+02:00", DateOrder.DayFirst)]
    [InlineData("03/04/2027", DateOrder.Unknown)]
    [InlineData("12/31/2027", DateOrder.DayFirst)]
    [InlineData("31/12/2027 25:00", DateOrder.Unknown)]
    [InlineData("31/12/2027 13:00 PM", DateOrder.Unknown)]
    [InlineData("29.02.2027", DateOrder.Unknown)]
    [InlineData("31.12/2027", DateOrder.Unknown)]
    [InlineData("10115", DateOrder.Unknown)]
    [InlineData("99999", DateOrder.Unknown)]
    [InlineData("1.2.3", DateOrder.DayFirst)]
    [InlineData("Ann 31 2027", DateOrder.Unknown)]
    public void Text_without_one_meaning_as_a_date_has_no_plain_form(string written, DateOrder order) => Assert.Null(PlainForm.Instant(written, order));

    [Theory]
    [InlineData("1.200", NumberMarks.DecimalComma, "1200")]
    [InlineData("1.200.000,50", NumberMarks.DecimalComma, null)]
    [InlineData("1,200", NumberMarks.DecimalComma, "1.2")]
    [InlineData("€ 1.200", NumberMarks.DecimalComma, "€ 1200")]
    [InlineData("1.200 Mitarbeiter", NumberMarks.DecimalComma, "1200 Mitarbeiter")]
    [InlineData("1.001-5.000", NumberMarks.DecimalComma, "1001-5000")]
    [InlineData("€ 1.200", NumberMarks.DecimalPoint, "€ 1.2")]
    [InlineData("1234,567", NumberMarks.DecimalPoint, null)]
    [InlineData("1,200", NumberMarks.DecimalPoint, null)]
    [InlineData("1.200.000", NumberMarks.DecimalComma, null)]
    [InlineData("1.200", NumberMarks.Unknown, null)]
    [InlineData("1200", NumberMarks.DecimalComma, null)]
    [InlineData("Room 1.200", NumberMarks.DecimalComma, null)]
    [InlineData("192.168.1.1", NumberMarks.DecimalComma, null)]
    [InlineData("31.12.2027", NumberMarks.DecimalComma, null)]
    public void A_number_of_a_known_form_has_a_plain_form(string written, NumberMarks marks, string? plain) => Assert.Equal(plain, PlainForm.Number(written, marks));

    [Theory]
    [InlineData("{ before: 2028-01-01 }", "31.12.2027", true)]
    [InlineData("{ after: 2027-12-31 }", "12/31/2027", false)]
    [InlineData("{ after: 2027-12-30 }", "31/12/2027", true)]
    [InlineData("{ after: 2027-12-30 }", "46752", true)]
    [InlineData("{ after: 2000-01-01 }", "03/04/2027", false)]
    [InlineData("{ is: true }", "Ja", true)]
    [InlineData("{ is: true }", "1", true)]
    [InlineData("{ is: true }", "nein", false)]
    [InlineData("{ is: false }", "no", true)]
    [InlineData("{ isNot: true }", "yes", false)]
    [InlineData("{ isNot: false }", "maybe", true)]
    [InlineData("{ is: true }", "maybe", false)]
    [InlineData("{ is: \"no\" }", "false", false)]
    public void Rules_read_dates_and_yes_or_no(string condition, string value, bool holds)
    {
        var model = Examples.Model($"- {{ rule: p, category: role, when: {{ x: {condition} }}, points: 1 }}\n- {{ rule: e, category: website, on: a.b, where: {{ x: {condition} }}, points: 1 }}");

        Assert.Equal(holds, Examples.PointsOf(model, "p", Examples.Told(1, ("x", value))) is not null);
        Assert.Equal(holds, Examples.PointsOf(model, "e", Examples.Event("a.b", 1, ("x", value))) is not null);
    }

    [Theory]
    [InlineData("31.5.2024", 30)]
    [InlineData("2024-05-31", 30)]
    public void Ages_of_written_dates_turn_on_their_day(string date, int days)
    {
        var model = Examples.Model($"- {{ rule: p, category: role, when: {{ x: {{ newerThan: {days}d }} }}, points: 8 }}");
        var lead = NextChange(model, date);

        Assert.NotNull(Examples.PointsOf(model, "p", Examples.Told(1, ("x", date))));
        Assert.Null(Examples.PointsOf(model, "p", Examples.Today.AddDays(1), Examples.Told(1, ("x", date))));
        Assert.Equal(Examples.Today.AddDays(1), lead);
    }

    private static Day? NextChange(Domain.Models.Compiling.ScoringModel model, string date)
    {
        var lead = Domain.Scoring.FoldedLead.Fold(model, [Examples.Told(1, ("x", date))], Examples.Today);
        return new Domain.Scoring.Evaluator(model).NextChange(lead.Signals, lead.Profile, Examples.Today);
    }
}
