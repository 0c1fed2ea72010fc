using System.Text;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Sources;

namespace LeadScoring.Tests.Hygiene;

/// <summary>What webhooks bring is doubted by the names that their sources give, and none of them can say that something counts.</summary>
public sealed class WebhookTests
{
    [Theory]
    [InlineData("sendgrid")]
    [InlineData("brevo")]
    [InlineData("klaviyo")]
    public async Task An_open_that_a_platform_marks_as_a_machines_is_suspected(string source)
    {
        var connected = await Connected.To(source);
        await connected.Hooks.App.Publish(ClickModel.Yaml);
        foreach (var name in connected.Fixture.Deliveries)
            await connected.Post(connected.Sign(connected.Fixture.Delivery(name)));
        var machines = connected.Hooks.Events.Count(static e => e.Event.Properties["machine"].Text == "true");
        Assert.InRange(machines, 1, 100);

        await connected.Hooks.App.Work();

        var states = connected.Hooks.App.Tables[TableNames.Leads].Rows.Where(static row => row.RowKey == RowKeys.Lead).Select(LeadRows.ReadState);
        Assert.Equal(machines, states.Sum(static state => state.Suspected));
    }

    [Fact]
    public async Task A_webhook_cannot_say_that_something_counts()
    {
        var connected = await Connected.To("generic");
        var delivery = connected.Fixture.Delivery("one event");
        var forged = delivery with { Body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(delivery.Body).Replace("asset.downloaded", "system.counted", StringComparison.Ordinal)) };

        await connected.Post(connected.Sign(forged));

        Assert.Empty(connected.Hooks.Events);
        Assert.Equal(["LS-EVENT-023"], connected.Hooks.Rejected);
    }
}
