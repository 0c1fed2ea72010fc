using LeadScoring.CrmConnector.Crm;
using LeadScoring.Domain.Leads;

namespace LeadScoring.Tests.CrmConnector;

public sealed class UpsertTests : IDisposable
{
    private readonly Connector _connector = new();

    public void Dispose() => _connector.Dispose();

    [Fact]
    public async Task A_lead_under_a_model_is_a_row()
    {
        await _connector.Take(
            Messages.Body("lead.qualified", 1),
            Messages.Body("lead.qualified", 2, model: "add-on"),
            Messages.Body("lead.qualified", 1, Messages.Bob));

        Assert.Equal([(Messages.Ann, "crm-suite"), (Messages.Ann, "add-on"), (Messages.Bob, "crm-suite")], _connector.Table.Rows.Select(static row => (row.Lead, row.Model)));
        var row = _connector.Row();
        Assert.Equal(
            ("ann@acme.example", "Acme", "71", "A2", "hot", "Call", "2026-03-03T10:15:00Z", "1", "1"),
            (row["email"], row["company"], row["score"], row["grade"], row["route"], row["next_step"], row["respond_by"], row["epoch"], row["sequence"]));
        Assert.Equal(3, _connector.Source.Completed.Count);
    }

    [Fact]
    public async Task A_newer_message_changes_the_row_and_keeps_what_it_does_not_speak_of()
    {
        await _connector.Take(Messages.Body("lead.qualified", 1), Messages.Body("lead.signal", 4));

        var row = _connector.Row();
        Assert.Equal(("74", "Call: asked to be contacted again", "2026-03-03T10:15:00Z", "1", "4"), (row["score"], row["next_step"], row["respond_by"], row["epoch"], row["sequence"]));
    }

    [Fact]
    public async Task A_model_without_grades_leaves_target_and_progress_in_the_row()
    {
        await _connector.Take(
            Messages.Body("lead.qualified", 1),
            Messages.Body("lead.signal", 2, change: static data =>
            {
                data.Remove("grade");
                data.Remove("dimensions");
                data["score"] = 130;
                data["target"] = 65.5;
                data["progress"] = 100;
            }));

        var row = _connector.Row();
        Assert.Equal(("130", "", "", "65.5", "100"), (row["score"], row["grade"], row["dimensions"], row["target"], row["progress"]));
    }

    [Fact]
    public async Task A_recycled_lead_is_no_longer_to_be_called()
    {
        await _connector.Take(Messages.Body("lead.qualified", 1), Messages.Body("lead.recycled", 2));

        var row = _connector.Row();
        Assert.Equal(("", "", "", "lead.recycled"), (row["respond_by"], row["route"], row["next_step"], row["last_message"]));
    }

    [Theory]
    [InlineData("lead.respond")]
    [InlineData("lead.qualified")]
    [InlineData("lead.upgraded")]
    [InlineData("lead.recycled")]
    [InlineData("lead.disqualified")]
    [InlineData("lead.signal")]
    [InlineData("lead.followup")]
    [InlineData("lead.followup.overdue")]
    [InlineData("lead.overdue")]
    [InlineData("lead.abandoned")]
    [InlineData("lead.routed")]
    public async Task Every_type_updates_the_row(string type)
    {
        await _connector.Take(Messages.Body(type, 3));

        Assert.Equal((type, "73"), (_connector.Row()["last_message"], _connector.Row()["score"]));
        Assert.Empty(_connector.Source.DeadLetters);
    }

    [Fact]
    public async Task An_inquiry_without_a_model_has_a_row_of_its_own()
    {
        await _connector.Take(Messages.Body("lead.inquired", 1, model: null));

        Assert.Equal(("Answer", "", "ann@acme.example"), (_connector.Row(model: "-")["next_step"], _connector.Row(model: "-")["score"], _connector.Row(model: "-")["email"]));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(4)]
    public async Task What_is_not_newer_changes_nothing_not_even_the_file(long sequence)
    {
        await _connector.Take(Messages.Body("lead.upgraded", 5));
        var before = new FileInfo(_connector.File).LastWriteTimeUtc;
        var text = _connector.Text;

        await _connector.Take(Messages.Body("lead.recycled", sequence));

        Assert.Equal((text, before), (_connector.Text, new FileInfo(_connector.File).LastWriteTimeUtc));
        Assert.Equal(2, _connector.Source.Completed.Count);
    }

    [Fact]
    public async Task In_any_order_and_however_often_the_newest_message_stands()
    {
        await _connector.Take(Messages.Body("lead.qualified", 1), Messages.Body("lead.upgraded", 3), Messages.Body("lead.signal", 2), Messages.Body("lead.upgraded", 3), Messages.Body("lead.qualified", 1));

        Assert.Equal(("3", "lead.upgraded", "73"), (_connector.Row()["sequence"], _connector.Row()["last_message"], _connector.Row()["score"]));
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://evil.example\")", "'=HYPERLINK(\"http://evil.example\")")]
    [InlineData("+49 30 1234", "'+49 30 1234")]
    [InlineData("-1+2", "'-1+2")]
    [InlineData("-", "'-")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t'=1")]
    [InlineData("\u00A0=1", "'\u00A0=1")]
    [InlineData("\uFEFF=1", "'\uFEFF=1")]
    [InlineData("Acme;=1", "Acme;'=1")]
    [InlineData("\r=1", "'\r'=1")]
    [InlineData("  =1", "'  =1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("-9", "-9")]
    [InlineData("-9.5", "-9.5")]
    [InlineData("Müller, \"Sons\" & Co\nGmbH", "Müller, \"Sons\" & Co\nGmbH")]
    [InlineData("a=b", "a=b")]
    [InlineData("", "")]
    public async Task A_cell_is_never_a_formula(string text, string cell)
    {
        Assert.Equal(cell, SafeCell.Of(text));

        await _connector.Take(Messages.Body("lead.qualified", 1, change: data => data["lead"]!["profile"]!["company"] = text));

        Assert.Equal(cell, _connector.Row()["company"]);
    }

    [Fact]
    public async Task The_file_begins_with_the_mark_of_UTF_8_and_its_lines_end_as_spreadsheets_want()
    {
        await _connector.Take(Messages.Body("lead.qualified", 1));

        var bytes = await File.ReadAllBytesAsync(_connector.File);
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Equal(2, _connector.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.EndsWith("\r\n", _connector.Text, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_connector.File));
    }

    [Fact]
    public async Task An_erased_person_leaves_no_row_and_does_not_come_back_by_an_old_message()
    {
        await _connector.Take(Messages.Body("lead.qualified", 1), Messages.Body("lead.qualified", 2, model: "add-on"), Messages.Body("lead.qualified", 1, Messages.Bob));

        await _connector.Take(Messages.Body("lead.erased", 3, model: null));
        await _connector.Take(Messages.Body("lead.qualified", 2, model: "add-on"));

        Assert.Equal(Messages.Bob, Assert.Single(_connector.Table.Rows).Lead);
        Assert.DoesNotContain(Messages.Ann, _connector.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_who_was_erased_and_comes_back_is_a_lead_again()
    {
        await _connector.Take(Messages.Body("lead.qualified", 1), Messages.Body("lead.erased", 2, model: null), Messages.Body("lead.qualified", 3));
        // The erasure is delivered once more.
        await _connector.Take(Messages.Body("lead.erased", 2, model: null));

        Assert.Equal("3", _connector.Row()["sequence"]);
    }

    [Fact]
    public async Task A_merged_lead_hands_its_row_to_the_one_that_goes_on()
    {
        await _connector.Take(Messages.Body("lead.qualified", 8));

        await _connector.Take(Messages.Body("lead.merged", 9, model: null, change: static data => data["into"] = Messages.Bob));
        await _connector.Take(Messages.Body("lead.qualified", 8), Messages.Body("lead.upgraded", 2, Messages.Bob));

        Assert.Equal((Messages.Bob, "2"), (Assert.Single(_connector.Table.Rows).Lead, _connector.Row(Messages.Bob)["sequence"]));
    }

    [Fact]
    public async Task Where_both_have_a_row_only_what_people_wrote_goes_over()
    {
        await _connector.Take(Messages.Body("lead.qualified", 8), Messages.Body("lead.qualified", 2, Messages.Bob));
        _connector.Edit(static table =>
        {
            table.AddOwn(["note"]);
            table.Find(Messages.Ann, "crm-suite")!["note"] = "likes trains";
            table.Find(Messages.Ann, "crm-suite")![CrmColumns.Outcome] = "contacted";
        });

        await _connector.Take(Messages.Body("lead.merged", 9, model: null, change: static data => data["into"] = Messages.Bob));

        var row = Assert.Single(_connector.Table.Rows);
        Assert.Equal((Messages.Bob, "2", "likes trains", "contacted"), (row.Lead, row["sequence"], row["note"], row["outcome"]));
    }

    [Theory]
    [InlineData("no json at all", "not-json")]
    [InlineData("[1]", "not-a-lead-event")]
    [InlineData("""{ "id": "x", "data": {} }""", "not-a-lead-event")]
    [InlineData("""{ "id": "x", "type": "lead.qualified", "subject": "a", "sequence": "1" }""", "not-a-lead-event")]
    [InlineData("""{ "id": "x", "type": "lead.qualified", "sequence": "1", "data": {} }""", "not-a-lead-event")]
    [InlineData("""{ "id": "x", "type": "lead.qualified", "subject": "a", "sequence": "one", "data": {} }""", "not-a-lead-event")]
    [InlineData("""{ "id": "x", "type": "lead.merged", "subject": "a", "sequence": "1", "data": {} }""", "not-a-lead-event")]
    [InlineData("""{ "id": "x", "type": "lead.cloned", "subject": "a", "sequence": "1", "data": {} }""", "unknown-type")]
    public async Task What_cannot_be_mapped_is_put_aside_with_the_fix_and_the_rest_goes_on(string body, string reason)
    {
        await _connector.Take(Messages.Body("lead.qualified", 1), BinaryData.FromString(body), Messages.Body("lead.upgraded", 2));

        var letter = Assert.Single(_connector.Source.DeadLetters);
        Assert.Equal(reason, letter.Verdict.Reason);
        Assert.Contains("Fix: ", letter.Verdict.Description, StringComparison.Ordinal);
        Assert.Equal("2", _connector.Row()["sequence"]);
    }

    [Fact]
    public async Task A_message_about_the_app_is_completed_and_changes_nothing()
    {
        var system = BinaryData.FromObjectAsJson(LeadScoring.Tests.Messages.MessageFiles.Example("system.review.due"));

        await _connector.Take(Messages.Body("lead.qualified", 1), system, Messages.Body("lead.upgraded", 2));

        Assert.Empty(_connector.Source.DeadLetters);
        Assert.Contains("system.review.due:b2b-saas:3", _connector.Source.Completed);
        Assert.Equal("2", Assert.Single(_connector.Table.Rows)["sequence"]);
        Assert.Contains(_connector.Log, static line => line.StartsWith("9004 Message system.review.due:b2b-saas:3 is passed over (about-the-app).", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_mapping_requires_and_the_message_lacks_is_put_aside()
    {
        using var strict = new Connector("""{ "fields": { "email": { "from": "data.lead.email", "required": true } } }""");

        await strict.Take(Messages.Body("lead.qualified", 1, change: static data => data["lead"]!.AsObject().Remove("email")), Messages.Body("lead.qualified", 1, Messages.Bob));

        Assert.Equal("missing-field", Assert.Single(strict.Source.DeadLetters).Verdict.Reason);
        Assert.Equal(Messages.Bob, Assert.Single(strict.Table.Rows).Lead);
    }
}
