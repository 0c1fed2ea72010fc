using System.Text;

using LeadScoring.CrmConnector.Crm;
using LeadScoring.Domain.Leads;

namespace LeadScoring.Tests.CrmConnector;

/// <summary>People have the file in a spreadsheet while the connector works.</summary>
public sealed class EditingTests : IAsyncLifetime, IDisposable
{
    private readonly Connector _connector = new();

    public Task InitializeAsync() => _connector.Take(Messages.Body("lead.qualified", 1), Messages.Body("lead.qualified", 1, Messages.Bob));

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _connector.Dispose();

    [Fact]
    public async Task Columns_cells_rows_and_order_that_people_made_stay()
    {
        _connector.Edit(static table =>
        {
            table.AddOwn(["my note"]);
            table.Rows[0]["my note"] = "=A1, \"quoted\"";
            table.Rows[0]["company"] = "Acme Ltd";
            table.AddRead(["somebody I met"]);
        });
        var lines = _connector.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        _connector.Save(Encoding.UTF8.GetBytes(string.Join("\r\n", [lines[0], lines[3], lines[2], lines[1], ""])));

        await _connector.Take(Messages.Body("lead.upgraded", 2, Messages.Bob));

        Assert.Equal(["somebody I met", "ann@acme.example", "ann@acme.example"], _connector.Table.Rows.Select(static row => row["email"]));
        Assert.Equal(["", Messages.Bob, Messages.Ann], _connector.Table.Rows.Select(static row => row.Lead));
        Assert.Equal(("=A1, \"quoted\"", "Acme Ltd"), (_connector.Row()["my note"], _connector.Row()["company"]));
        Assert.Equal("2", _connector.Row(Messages.Bob)["sequence"]);
    }

    [Fact]
    public async Task What_is_saved_while_a_change_is_prepared_is_not_overwritten()
    {
        var once = true;
        _connector.Disk.Step = step =>
        {
            if (step == "after write" && once)
            {
                once = false;
                _connector.Edit("outcome", "accepted");
            }
        };

        await _connector.Take(Messages.Body("lead.upgraded", 2));

        Assert.Equal(("accepted", "2"), (_connector.Row()["outcome"], _connector.Row()["sequence"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("email,lead_id,model,sequence\r\n\"ann@acme.exa")]
    [InlineData("email,lead_id,model,sequence\r\nann@acme.example,0ann")]
    [InlineData("email,lead_id,model,sequence\r\n\"ann@acme.example,0ann,crm-suite,1\r\n")]
    [InlineData("email,lead_id,model,sequence\r\n\"ann\"x,0ann,crm-suite,1\r\n")]
    [InlineData("email,lead_id,model,sequence\r\nann,0ann,crm-suite,1,more\r\n")]
    [InlineData("a,b\r\n1,2\r\n")]
    public async Task A_file_that_cannot_be_read_is_waited_for_and_never_overwritten(string text)
    {
        var whole = await File.ReadAllBytesAsync(_connector.File);
        _connector.Save(Encoding.UTF8.GetBytes(text));
        _connector.Source.Send(Messages.Body("lead.upgraded", 2));

        var busy = await Assert.ThrowsAsync<CrmFileBusyException>(() => _connector.Handler.Round(default));
        await Assert.ThrowsAsync<CrmFileBusyException>(_connector.Look);

        Assert.Contains("Fix: ", busy.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("ann", busy.Message.Replace(_connector.File, "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(text, _connector.Text);
        Assert.False(_connector.Source.Empty);

        _connector.Save(whole);
        await _connector.HandleAll();

        Assert.Equal("2", _connector.Row()["sequence"]);
    }

    [Fact]
    public async Task Another_character_set_is_not_guessed()
    {
        _connector.Save([.. Encoding.UTF8.GetBytes("email,lead_id,model,sequence\r\n"), 0xFC, (byte)'\r', (byte)'\n']);

        var busy = await Assert.ThrowsAsync<CrmFileBusyException>(() => _connector.Handler.Round(default));

        Assert.Contains("CSV UTF-8", busy.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_LibreOffice_has_the_file_open_messages_and_answers_wait()
    {
        _connector.Edit("outcome", "accepted");
        var mark = Path.Combine(Path.GetDirectoryName(_connector.File)!, ".~lock.crm.csv#");
        await File.WriteAllTextAsync(mark, ",ann,desk,01.03.2026 10:00,file:///;");
        var text = _connector.Text;
        _connector.Source.Send(Messages.Body("lead.upgraded", 2));

        var busy = await Assert.ThrowsAsync<CrmFileBusyException>(() => _connector.Handler.Round(default));
        await Assert.ThrowsAsync<CrmFileBusyException>(_connector.Look);
        await Assert.ThrowsAsync<CrmFileBusyException>(_connector.Look);
        Assert.Contains("open in LibreOffice", busy.Message, StringComparison.Ordinal);
        Assert.Equal(text, _connector.Text);

        File.Delete(mark);
        await _connector.HandleAll();
        await _connector.Look();

        // The app had it the first time already.
        Assert.Single(_connector.App.Sent);
        Assert.Equal(("accepted", "", "2"), (_connector.Row()["last_outcome"], _connector.Row()["outcome"], _connector.Row()["sequence"]));
    }

    [Fact]
    public async Task A_file_that_cannot_be_replaced_gives_its_messages_back()
    {
        _connector.Disk.Step = static step =>
        {
            if (step == "before move")
                throw new UnauthorizedAccessException("open elsewhere");
        };
        _connector.Source.Send(Messages.Body("lead.upgraded", 2));

        await Assert.ThrowsAsync<CrmFileBusyException>(() => _connector.Handler.Round(default));

        Assert.Equal(1, _connector.Source.Abandoned);
        _connector.Disk.Step = static _ => { };
        await _connector.HandleAll();
        Assert.Equal("2", _connector.Row()["sequence"]);
    }

    [Fact]
    public async Task A_spreadsheets_semicolons_missing_cells_and_lost_zeros_are_accepted()
    {
        _connector.Save(Encoding.UTF8.GetBytes("email;lead_id;model;sequence;note\n\"a;b\";" + Messages.Ann + ";crm-suite;1\n\n"));

        await _connector.Take(Messages.Body("lead.upgraded", 2));

        Assert.StartsWith("email;lead_id;model;sequence;note;first_name", _connector.Text, StringComparison.Ordinal);
        Assert.Equal(("2", "ann@acme.example"), (_connector.Row()["sequence"], _connector.Row()["email"]));
    }
}
