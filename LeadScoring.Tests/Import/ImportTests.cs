using System.Globalization;
using System.Text;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Import;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Samples;

namespace LeadScoring.Tests.Import;

/// <summary>Files of leads: good rows are kept, bad ones named, and the same file again changes nothing.</summary>
public sealed class ImportTests
{
    private const string Two = "E-Mail,Job title,Company,Annual revenue (EUR)\nann@acme.example,VP Operations,Acme,120000\nbob@acme.example,Engineer,Acme,\n";

    private readonly ImportApp _import = new();

    [Fact]
    public async Task A_row_updates_the_profile_of_its_lead()
    {
        var (status, report) = await _import.Post(Two);

        Assert.Equal((202, (2, 2, 0, 0)), (status, ImportApp.Counts(report)));
        var ann = _import.Hooks.Events.Single(static captured => captured.Lead.Email?.Value == "ann@acme.example");
        Assert.Equal(("profile.updated", "import", true), (ann.Event.Type, ann.Event.Source, ann.Imported));
        Assert.Equal(["annualRevenueEUR=120000", "company=Acme", "email=ann@acme.example", "jobTitle=VP Operations"],
            ann.Event.Profile.Select(static field => $"{field.Key}={field.Value.Text}").Order(StringComparer.Ordinal));
        Assert.Equal(["email", "profile.jobTitle", "profile.company", "profile.annualRevenueEUR"], report.GetProperty("columns").EnumerateArray().Select(static column => column.GetProperty("field").GetString()));
    }

    [Fact]
    public async Task The_same_file_again_changes_nothing_scored_or_not()
    {
        await _import.Post(Two);
        Assert.Equal((2, 0, 2, 0), ImportApp.Counts((await _import.Post(Two)).Body));
        await _import.App.Work();
        Assert.Equal((2, 0, 2, 0), ImportApp.Counts((await _import.Post(Two)).Body));

        Assert.Empty(_import.Hooks.Events);
        Assert.Equal(2, _import.App.Tables[TableNames.Leads].Rows.Count(static row => row.RowKey.StartsWith(RowKeys.EventPrefix, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Another_row_under_the_same_id_is_named_and_the_first_stays(bool isScored)
    {
        const string File = "event id,type,email,page\n1,page.viewed,ann@acme.example,{0}\n";
        await _import.Post(string.Format(CultureInfo.InvariantCulture, File, "/pricing"));
        if (isScored)
            await _import.App.Work();
        var (_, problem) = await _import.Post(string.Format(CultureInfo.InvariantCulture, File, "/about"));

        Assert.Equal([(2, null, "LS-EVENT-011")], ImportApp.Errors(problem));
        Assert.Equal(["LS-EVENT-011"], _import.Hooks.Rejected);
    }

    [Fact]
    public async Task Rows_with_a_type_are_events_with_id_time_and_properties()
    {
        var (status, _) = await _import.Post("id,type,timestamp,email,page,country\n7,page.viewed,2025-11-03T09:00:00Z,ann@acme.example,/pricing,DE\n", "?source=old-crm");

        var captured = Assert.Single(_import.Hooks.Events);
        Assert.Equal((202, "old-crm", "7", "page.viewed"), (status, captured.Event.Source, captured.Event.Id, captured.Event.Type));
        Assert.Equal(new DateTimeOffset(2025, 11, 3, 9, 0, 0, TimeSpan.Zero), captured.Event.OccurredAt);
        Assert.Equal(["page"], captured.Event.Properties.Select(static field => field.Key));
        Assert.Equal("DE", captured.Event.Profile.Single(static field => field.Key == "country").Value.Text);
    }

    [Fact]
    public async Task A_mapping_assigns_columns_to_fields()
    {
        var (status, report) = await _import.Post(
            "Kontakt;Rolle;Notiz;Stand: neu;x\nann@acme.example;CFO;private;7;y\n", "?map=Kontakt:email&map=Rolle:profile.jobTitle&map=Notiz:none&map=Stand: neu:property.state&type=event.attended&others=none");

        var captured = Assert.Single(_import.Hooks.Events);
        Assert.Equal((202, "event.attended"), (status, captured.Event.Type));
        Assert.Equal(["email", "jobTitle"], captured.Event.Profile.Select(static field => field.Key).Order(StringComparer.Ordinal));
        Assert.Equal(["state"], captured.Event.Properties.Select(static field => field.Key));
        Assert.Equal([null, null], report.GetProperty("columns").EnumerateArray().Where(static column => column.GetProperty("column").GetString() is "Notiz" or "x").Select(static column => column.GetProperty("field").GetString()));
    }

    [Theory]
    [InlineData("email,phone,tool,city\nann@acme.example,,,\n", "?clear=Phone,tool", null)]
    [InlineData("email,phone,tool,city\nann@acme.example\n", "?clear=phone&clear=tool", null)]
    [InlineData("email,phone,\"a, b\"\nann@acme.example,,\n", "?clear=a, b&clear=phone&map=a, b:profile.tool", null)]
    [InlineData("{\"email\":\"ann@acme.example\",\"phone\":null,\"tool\":\" \",\"city\":null}\n", "?clear=phone,tool,fax", null)]
    [InlineData("email,type,Telefon,tool\nann@acme.example,page.viewed,,\n", "?clear=Telefon,tool&map=Telefon:profile.phone&map=tool:profile.tool", "page.viewed")]
    public async Task A_blank_in_a_column_to_clear_empties_the_attribute(string file, string query, string? type)
    {
        var (status, report) = await _import.Post(file, query, type: null);

        Assert.Equal((202, (1, 1, 0, 0)), (status, ImportApp.Counts(report)));
        var captured = Assert.Single(_import.Hooks.Events);
        Assert.Equal(type ?? "profile.updated", captured.Event.Type);
        Assert.Equal(["phone", "tool"], captured.Event.Cleared.AsEnumerable());
        Assert.Equal(["email"], captured.Event.Profile.Select(static field => field.Key));
        Assert.Equal(2, report.GetProperty("columns").EnumerateArray().Count(static column => column.TryGetProperty("clears", out _)));
    }

    [Fact]
    public async Task A_filled_cell_in_a_column_to_clear_is_a_value_and_blanks_elsewhere_say_nothing()
    {
        await _import.Post("email,phone,tool,city\nann@acme.example,1,rivalsoft,Basel\n");
        await _import.App.Work();
        _import.App.Clock.Advance(TimeSpan.FromMinutes(1));

        await _import.Post("email,phone,tool,city\nann@acme.example,2,,\n", "?clear=phone,tool");
        await _import.App.Work();

        var state = (await new LeadStore(_import.App.Tables).Read(_import.App.IdOf("ann@acme.example"), default)).State!;
        Assert.Equal(["city=Basel", "email=ann@acme.example", "phone=2"], state.Profile.Attributes.Select(static entry => $"{entry.Name}={entry.Value.Text}"));
    }

    [Theory]
    [InlineData("email;company\nann@acme.example;\"Acme; Inc.\"\n", "")]
    [InlineData("sep=;\nemail;company\nann@acme.example;\"Acme; Inc.\"\n", "")]
    [InlineData("email\tcompany\nann@acme.example\tAcme; Inc.\n", "")]
    [InlineData("email|company\nann@acme.example|Acme; Inc.\n", "")]
    [InlineData("email:company\nann@acme.example:Acme; Inc.\n", "?delimiter=:")]
    [InlineData("email,company,\nann@acme.example,\"Acme; Inc.\",\n,,\n\n", "")]
    [InlineData("email, company\r\n ann@acme.example , \"Acme; Inc.\"\r\n", "")]
    [InlineData("{\"email\":\"ann@acme.example\",\"company\":\"Acme; Inc.\",\"phone\":null}\n\n", "")]
    [InlineData("{\"lead\":{\"email\":\"ann@acme.example\"},\"profile\":{\"company\":\"Acme; Inc.\"}}", "")]
    public async Task The_separator_and_the_format_are_detected_from_the_file(string file, string query)
    {
        var (status, report) = await _import.Post(file, query, type: null);

        Assert.Equal((202, (1, 1, 0, 0)), (status, ImportApp.Counts(report)));
        var captured = Assert.Single(_import.Hooks.Events);
        Assert.Equal("Acme; Inc.", captured.Event.Profile.Single(static field => field.Key == "company").Value.Text);
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    public async Task Unicode_is_detected_by_its_byte_order_mark(string encoding, bool isMarked)
    {
        var form = Encoding.GetEncoding(encoding);
        var (status, _) = await _import.Post([.. isMarked ? form.GetPreamble() : [], .. form.GetBytes("email,company\nann@acme.example,Müller & Søn 東京 🚀\n")]);

        Assert.Equal((202, "Müller & Søn 東京 🚀"), (status, Assert.Single(_import.Hooks.Events).Event.Profile.Single(static field => field.Key == "company").Value.Text));
    }

    [Fact]
    public async Task A_cell_that_looks_like_a_formula_is_text()
    {
        await _import.Post("email,company\nann@acme.example,\"=HYPERLINK(\"\"http://x\"\")\"\n");

        Assert.Equal("=HYPERLINK(\"http://x\")", Assert.Single(_import.Hooks.Events).Event.Profile.Single(static field => field.Key == "company").Value.Text);
    }

    [Fact]
    public async Task A_dry_run_reports_and_stores_nothing()
    {
        var (status, report) = await _import.Post(Two + "nobody,x,y,z\n", "?dryRun=true");

        Assert.Equal((200, (3, 2, 0, 1)), (status, ImportApp.Counts(report)));
        Assert.True(report.GetProperty("dryRun").GetBoolean());
        Assert.Equal([(4, "E-Mail", "LS-EVENT-005")], ImportApp.Errors(report));
        Assert.Empty(_import.Hooks.Events);
        Assert.Empty(_import.Hooks.Rejected);
    }

    [Fact]
    public async Task Rows_beyond_one_batch_are_all_imported_and_repetitions_count_once()
    {
        var rows = Enumerable.Range(0, ImportLimits.BatchRows + 1).Select(static number => $"lead{number}@acme.example,Acme\n");
        var (_, report) = await _import.Post($"email,company\n{string.Concat(rows)}lead0@acme.example,Acme\n");

        Assert.Equal((ImportLimits.BatchRows + 2, ImportLimits.BatchRows + 1, 1, 0), ImportApp.Counts(report));
    }

    [Fact]
    public async Task An_imported_inquiry_counts_and_publishes_nothing()
    {
        var model = SampleFiles.ModelText("b2b-saas.yaml");
        await _import.App.Publish(model[model.IndexOf("model: ", StringComparison.Ordinal)..]);
        await _import.Post("type,email\nform.submitted,ann@acme.example\n");
        await _import.App.Work();
        Assert.DoesNotContain(_import.App.Topic.Sent, static message => message.Subject is "lead.inquired" or "lead.respond" or "lead.followup");

        await _import.App.Send("""{ "type": "form.submitted", "lead": { "email": "bob@acme.example" } }""");
        Assert.Contains(_import.App.Topic.Sent, static message => message.Subject is "lead.inquired");
    }
}
