using System.Text.Json;
using LeadScoring.Domain.Leads;

namespace LeadScoring.Tests.Import;

/// <summary>Values as people and spreadsheets write them: read, asked for, or named; what was sent is kept.</summary>
public sealed class ImportValueTests
{
    private const string Model = """
        model: values
        title: Values
        dimensions:
          fit: { categories: { role: 1 } }
          engagement: { categories: { site: 1 } }
        rules:
          - { rule: big, category: role, when: { employees: { atLeast: 1000 } }, points: 1 }
          - { rule: huge, category: role, when: { employees: { above: 9999 } }, points: 1 }
          - { rule: renews, category: role, when: { renewal: { after: 2027-01-01 } }, points: 1 }
          - { rule: consent, category: role, when: { consent: true }, points: 1 }
          - { rule: german, category: role, when: { country: DE }, points: 1 }
          - { rule: bought, category: site, on: order.placed, where: { amount: { atLeast: 100 } }, points: 1 }
        grades: { letter: fit, number: engagement, letters: { A: 75, B: 50, C: 25 }, numbers: { 1: 75, 2: 50, 3: 25 } }
        """;

    private readonly ImportApp _import = new();

    [Fact]
    public async Task Values_that_no_rule_can_read_are_counted_by_column()
    {
        await _import.App.Publish(Model);
        var (status, report) = await _import.Post(
            "Email,Number of employees,Renewal,Consent,Country\n" +
            "n1@acme.example,\"1,200\",31.12.2027,ja,Deutschland\n" +
            "n2@acme.example,€ 1.200,03/04/2027,maybe,Atlantis\n" +
            "n3@acme.example,many,04/05/2027,nein,USA\n" +
            "n4@acme.example,,,,\n");

        Assert.Equal((202, (4, 4, 0, 0)), (status, ImportApp.Counts(report)));
        Assert.Equal(
            [
                ("Consent", 1, 3, "true or false", "values/consent"),
                ("Country", 1, 3, "country", "values/german"),
                ("Number of employees", 2, 3, "number", "values/big values/huge"),
                ("Renewal", 2, 3, "date", "values/renews"),
            ],
            Unread(report));
        Assert.All(report.GetProperty("unread").EnumerateArray(), static column => Assert.Equal("LS-IMPORT-016", column.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Only_values_of_the_events_that_a_rule_asks_are_named()
    {
        await _import.App.Publish(Model);
        var (_, report) = await _import.Post("Email,type,amount\na@acme.example,order.placed,€ 1.200\nb@acme.example,order.refused,€ 1.200\n", "?dryRun=true");

        Assert.Equal([("amount", 1, 2, "number", "values/bought")], Unread(report));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("?numbers=en", false)]
    [InlineData("?numbers=de", false)]
    public async Task A_number_that_may_be_thousands_is_named_until_the_file_says(string query, bool isNamed)
    {
        await _import.App.Publish(Model);
        var (_, report) = await _import.Post("Email,Number of employees,Other\na@acme.example,1.200,1.200\nb@acme.example,12.5,1\nc@acme.example,0.125,1\n", query);

        Assert.False(report.TryGetProperty("unread", out _));
        Assert.Equal(isNamed, report.TryGetProperty("doubtful", out var doubtful));
        if (isNamed)
            Assert.Equal(("Number of employees", 1, "LS-IMPORT-017"), (doubtful[0].GetProperty("column").GetString(), doubtful[0].GetProperty("values").GetInt32(), doubtful[0].GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Nothing_is_unread_when_all_can_be_read()
    {
        await _import.App.Publish(Model);
        var (_, report) = await _import.Post("Email,Number of employees,Country\nn1@acme.example,1200,DE\nn2@acme.example,\"1,200\",dk\nn3@acme.example,1 200,GB\nn4@acme.example,\"10,000+\",UK\nn5@acme.example,\"1,001-5,000\",Danmark\n");

        Assert.False(report.TryGetProperty("unread", out _));
    }

    [Theory]
    [InlineData("?numbers=de", "1.200", "1200", "1.200")]
    [InlineData("?numbers=de", "1,5", "1,5", null)]
    [InlineData("?numbers=fr", "1,200", "1.2", "1,200")]
    [InlineData("?numbers=en", "1,200", "1,200", null)]
    [InlineData("?dates=dmy", "03/04/2027", "2027-04-03", "03/04/2027")]
    [InlineData("?dates=mdy", "03/04/2027", "2027-03-04", "03/04/2027")]
    [InlineData("?dates=mdy", "3.4.2027 14:30", "2027-03-04T14:30:00Z", "3.4.2027 14:30")]
    [InlineData("?dates=dmy", "31.12.2027", "31.12.2027", null)]
    [InlineData("?dates=dmy", "10115", "10115", null)]
    [InlineData("?numbers=de&dates=dmy", "1.200", "1200", "1.200")]
    [InlineData("", "1.200", "1.200", null)]
    public async Task An_option_writes_the_plain_form_and_keeps_what_was_sent(string query, string sent, string stored, string? kept)
    {
        await _import.Post($"Email,x,Phone\nann@acme.example,\"{sent}\",\"{sent}\"\n", query);

        var e = Assert.Single(_import.Hooks.Events).Event;
        Assert.Equal((stored, kept), (e.Profile["x"].Text, e.Properties["sent.profile.x"].Text));
        Assert.Equal(sent, e.Profile["phone"].Text);
    }

    [Theory]
    [InlineData("31.12.2025 14:30", "", "2025-12-31T14:30:00Z")]
    [InlineData("46022.5", "", "2025-12-31T12:00:00Z")]
    [InlineData("12/31/2025", "", "2025-12-31T00:00:00Z")]
    [InlineData("03/04/2025 10:00", "&dates=dmy", "2025-04-03T10:00:00Z")]
    public async Task The_time_of_an_event_may_be_written_as_people_write_it(string written, string query, string instant)
    {
        var (status, report) = await _import.Post($"Email,Occurred at\nann@acme.example,{written}\n", "?type=event.attended" + query);

        Assert.Equal((202, (1, 1, 0, 0)), (status, ImportApp.Counts(report)));
        var e = Assert.Single(_import.Hooks.Events).Event;
        Assert.Equal(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture), e.OccurredAt);
        Assert.Equal(written, e.Properties["sent.occurredAt"].Text);
    }

    [Fact]
    public async Task A_time_with_two_meanings_is_refused_with_the_option_that_decides()
    {
        var (_, problem) = await _import.Post("Email,Occurred at\nann@acme.example,03/04/2025 10:00\n", "?type=event.attended");

        var error = problem.GetProperty("report").GetProperty("errors")[0];
        Assert.Equal(("LS-EVENT-006", "Occurred at"), (error.GetProperty("code").GetString(), error.GetProperty("column").GetString()));
        Assert.Contains("dates=dmy", error.GetProperty("fix").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_file_with_the_same_options_changes_nothing()
    {
        const string File = "Email,Number of employees\nann@acme.example,1.200\n";
        await _import.Post(File, "?numbers=de");
        await _import.App.Publish(Model);
        var (_, report) = await _import.Post(File, "?numbers=de");

        Assert.Equal((1, 0, 1, 0), ImportApp.Counts(report));
    }

    [Fact]
    public async Task The_explanation_names_what_a_model_cannot_read()
    {
        await _import.App.Publish(Model);
        await _import.Post("Email,Number of employees,Renewal,Country\nann@acme.example,€ 1.200,31.12.2027,DK\n");
        await _import.App.Work();

        var (status, explanation) = await _import.App.Explain(_import.App.IdOf("ann@acme.example"), "?model=values");
        Assert.Equal(200, status);
        var unread = Assert.Single(explanation.GetProperty("unread").EnumerateArray());
        Assert.Equal(("employees", "€ 1.200", "number"), (unread.GetProperty("field").GetString(), unread.GetProperty("value").GetString(), unread.GetProperty("expected").GetString()));
        Assert.Equal(["big", "huge"], unread.GetProperty("rules").EnumerateArray().Select(static rule => rule.GetString()));
    }

    [Theory]
    [InlineData("?numbers=ch", "numbers")]
    [InlineData("?dates=ymd", "dates")]
    public async Task Unknown_options_are_refused_with_the_known_ones(string query, string name)
    {
        var (status, problem) = await _import.Post("email\nann@acme.example\n", query);

        Assert.Equal((400, "LS-QUERY-002"), (status, problem.GetProperty("code").GetString()));
        Assert.Contains(name, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private static IEnumerable<(string?, int, int, string?, string)> Unread(JsonElement report) => report.GetProperty("unread").EnumerateArray()
        .Select(static column => (
            column.GetProperty("column").GetString(),
            column.GetProperty("values").GetInt32(),
            column.GetProperty("line").GetInt32(),
            column.GetProperty("expected").GetString(),
            string.Join(' ', column.GetProperty("rules").EnumerateArray().Select(static rule => rule.GetString()))));
}
