using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Storage;
using LeadScoring.Local.Backups;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Backups;

/// <summary>People who first came after the backup was taken, and come again after the restore.</summary>
public sealed class LeadNumberingTests : IDisposable
{
    private const string Later = "later@acme.example";

    private readonly string _folder = Directory.CreateTempSubdirectory("new-leads-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Messages_about_new_leads_never_reuse_an_id()
    {
        var app = new InMemoryApp();
        await app.Publish(SalesModel.Yaml);
        await Restored.Write(app.Tables, Backup("first"));
        await app.Send(Inquiry());
        var told = app.Topic.Delivered.Select(static message => message.MessageId).ToList();
        Assert.NotEmpty(told);

        var restored = await Restored.From(Backup("first"));
        await Restored.Write(restored.Tables, Backup("second"));
        await restored.Send(Inquiry());
        told.AddRange(restored.Topic.Delivered.Select(static message => message.MessageId));

        var again = await Restored.From(Backup("second"));
        await again.Send(Inquiry());
        told.AddRange(again.Topic.Delivered.Select(static message => message.MessageId));

        Assert.Equal(3 * app.Topic.Delivered.Count, told.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(2 * RestoredLead.Gap, again.Get<LeadNumbering>().State.Facts);
    }

    [Fact]
    public async Task Messages_about_leads_merged_before_their_first_event_never_reuse_an_id()
    {
        var app = new InMemoryApp();
        await app.Publish(SalesModel.Yaml);
        await Restored.Write(app.Tables, Backup("first"));
        var restored = await Restored.From(Backup("first"));

        await restored.Send(Known.Form(Later, "browser-of-later", InMemoryApp.Start));

        var numbers = restored.Tables[TableNames.Leads].Rows.Where(static row => row.RowKey == RowKeys.Lead).Select(static row => LeadRows.ReadState(row).Facts).ToList();
        Assert.Equal(2, numbers.Count);
        Assert.All(numbers, static number => Assert.True(number >= RestoredLead.Gap, $"{number}"));
    }

    private string Backup(string name) => Path.Combine(_folder, name);

    private static string Inquiry() => Sent.Event(Later, "form.submitted", 0, ("form", "contact-us"));
}
