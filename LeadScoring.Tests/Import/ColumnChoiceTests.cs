using System.Text.Json;
using LeadScoring.Domain.Leads;
using LeadScoring.Tests.Samples;

namespace LeadScoring.Tests.Import;

/// <summary>Several columns of one field, names that say nothing, and columns that nobody asks for.</summary>
public sealed class ColumnChoiceTests
{
    private readonly ImportApp _import = new();

    [Theory]
    [InlineData("First name,Email,Work email,Job title", "")]
    [InlineData("First name,A,B,Job title", "?map=A%7CB:email")]
    [InlineData("First name,B,A,Job title", "?map=B%7CA:email")]
    public async Task The_first_address_that_is_filled_in_names_the_lead(string header, string query)
    {
        var (status, report) = await _import.Post($"{header}\nIda,,h2@acme.example,Director\nJon,h3@acme.example,h3b@acme.example,Director\nKim,h4@acme.example,H4@acme.example,Director\n", query);

        Assert.Equal((202, (3, 3, 0, 0)), (status, ImportApp.Counts(report)));
        Assert.Equal(["h2@acme.example", "h3@acme.example", "h4@acme.example"], _import.Hooks.Events.Select(static captured => captured.Lead.Email!.Value.Value).Order(StringComparer.Ordinal));
        var second = report.GetProperty("columns")[2].GetProperty("column").GetString()!;
        var kept = Functions.Import.ColumnNames.CamelCase(second);
        Assert.Equal("h3b@acme.example", Of("h3@acme.example").Event.Profile[kept].Text);
        Assert.All(new[] { "h2@acme.example", "h4@acme.example" }, address => Assert.True(Of(address).Event.Profile[kept].IsMissing));
        Assert.Equal(report.GetProperty("columns")[1].GetProperty("column").GetString(), report.GetProperty("columns")[2].GetProperty("after")[0].GetString());
    }

    [Fact]
    public async Task The_second_name_of_an_attribute_keeps_its_own_value()
    {
        await _import.Post("Email,Title,Job title,Phone,Business Phone\nann@acme.example,VP,Vice President,,+1 555\n");

        var profile = Of("ann@acme.example").Event.Profile;
        Assert.Equal(("VP", "+1 555"), (profile["jobTitle"].Text, profile["phone"].Text));
        Assert.Equal("Vice President", profile["otherJobTitle"].Text);
    }

    [Fact]
    public async Task A_fault_is_in_the_column_that_was_taken()
    {
        var (_, report) = await _import.Post("Email,Work email\nann@acme.example,\n,nobody\n");

        Assert.Equal([(3, "Work email", "LS-EVENT-005")], ImportApp.Errors(report));
    }

    [Theory]
    [InlineData("Email,Phone,Phone\na@acme.example,1,2\n", "", "Rename one of them")]
    [InlineData("Email,A,B\na@acme.example,1,2\n", "?map=A:profile.x&map=B:profile.x", "map=A|B:profile.x")]
    public async Task Two_columns_of_one_field_are_refused_with_the_way_out(string file, string query, string fix)
    {
        var (status, problem) = await _import.Post(file, query);

        Assert.Equal((400, "LS-IMPORT-005"), (status, problem.GetProperty("code").GetString()));
        Assert.Contains(fix, problem.GetProperty("fix").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bar_may_be_part_of_a_name()
    {
        var (status, report) = await _import.Post("A|B,Email\nx,ann@acme.example\n", "?map=A%7CB:profile.x");

        Assert.Equal((202, "profile.x"), (status, report.GetProperty("columns")[0].GetProperty("field").GetString()));
    }

    [Fact]
    public async Task Unnamed_columns_and_those_of_another_product_do_not_stop_a_file()
    {
        var (unnamed, _) = await _import.Post(",Email,First name,Job title,\n1,h4@acme.example,Kai,Director,\n");
        var (google, _) = await _import.Post("Name,Given Name,Family Name,E-mail 1 - Type,E-mail 1 - Value,E-mail 2 - Type,E-mail 2 - Value,Organization 1 - Title\nLea Berg,Lea,Berg,* Work,h5@acme.example,Home,h5b@acme.example,Director\n");

        Assert.Equal((202, 202), (unnamed, google));
        Assert.Equal("Director", Of("h4@acme.example").Event.Profile["jobTitle"].Text);
        Assert.Equal(("Director", "h5b@acme.example"), (Of("h5@acme.example").Event.Profile["jobTitle"].Text, Of("h5@acme.example").Event.Profile["eMail2Value"].Text));
    }

    [Fact]
    public async Task A_column_of_addresses_is_proposed_where_no_name_says_it()
    {
        var (status, problem) = await _import.Post("Kontakt,Wert\nann@acme.example,1\nbob@acme.example,2\n");

        Assert.Equal((400, "LS-IMPORT-004"), (status, problem.GetProperty("code").GetString()));
        Assert.Contains("'Kontakt' looks like addresses", problem.GetProperty("fix").GetString(), StringComparison.Ordinal);
        Assert.Contains("map=Kontakt:email", problem.GetProperty("fix").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Contents_are_proposed_and_known_columns_are_left_alone()
    {
        var (_, report) = await _import.Post(
            "Email,Privat,Herkunft,Ruf,Kopfzahl,Notiz\nann@acme.example,ann@home.example,Deutschland,+49 30 1234567,51-200,hello\nbob@acme.example,,Frankreich,+33 1 23 45 67 89,\"1,001-5,000\",5\n", "?dryRun=true");

        var columns = report.GetProperty("columns").EnumerateArray().ToDictionary(static column => column.GetProperty("column").GetString()!, StringComparer.Ordinal);
        Assert.Equal(("addresses", "map=Email|Privat:email"), Proposal(columns["Privat"]));
        Assert.Equal(("countries", "map=Herkunft:profile.country"), Proposal(columns["Herkunft"]));
        Assert.Equal(("phone numbers", "map=Ruf:profile.phone"), Proposal(columns["Ruf"]));
        Assert.Equal(("sizes of companies", "map=Kopfzahl:profile.employees"), Proposal(columns["Kopfzahl"]));
        Assert.All(new[] { "Email", "Notiz" }, name => Assert.False(columns[name].TryGetProperty("looksLike", out _)));
    }

    [Fact]
    public async Task A_column_of_dates_is_the_time_only_where_rows_are_events()
    {
        const string File = "Email,Wann\nann@acme.example,2026-02-01\n";
        var (_, told) = await _import.Post(File, "?dryRun=true");
        var (_, did) = await _import.Post(File, "?dryRun=true&type=event.attended");

        Assert.False(told.GetProperty("columns")[1].TryGetProperty("suggestion", out _));
        Assert.Equal(("dates", "map=Wann:occurredAt"), Proposal(did.GetProperty("columns")[1]));
    }

    [Fact]
    public async Task The_report_says_which_columns_no_model_asks_for()
    {
        const string File = "Email,Job title,Favourite colour\nann@acme.example,VP,red\n";
        var (_, before) = await _import.Post(File, "?dryRun=true");
        Assert.False(before.GetProperty("columns")[1].TryGetProperty("asked", out _));

        await _import.App.Publish(SampleFiles.ModelText("b2b-saas.yaml") is var model ? model[model.IndexOf("model: ", StringComparison.Ordinal)..] : "");
        var (_, report) = await _import.Post(File, "?dryRun=true");

        Assert.Equal([true, true, false], report.GetProperty("columns").EnumerateArray().Select(static column => column.GetProperty("asked").GetBoolean()));
    }

    private StoredEvent Of(string address) => _import.Hooks.Events.Single(captured => captured.Lead.Email?.Value == address);

    private static (string?, string?) Proposal(JsonElement column) => (column.GetProperty("looksLike").GetString(), column.GetProperty("suggestion").GetString());
}
