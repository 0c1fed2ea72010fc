using System.Text.RegularExpressions;
using LeadScoring.Domain.Leads;

namespace LeadScoring.Tests.Infra;

/// <summary>The workbook is one page with everything that an operator looks at.</summary>
public sealed partial class WorkbookTests
{
    [Fact]
    [Needs(Need.Processes)]
    public void The_workbook_reads_the_workspace_of_the_template()
    {
        Assert.Equal(["__WORKSPACE_ID__"], Workbook.Root.At("fallbackResourceIds").Texts());
        Assert.Equal("replace(loadTextContent('../workbook.json'), '__WORKSPACE_ID__', workspaceId)", Template.Committed.Module("workbook").Find("workbook").Body.At("properties/serializedData").Shown());
    }

    [Fact]
    public void Items_of_the_workbook_have_distinct_names()
    {
        var names = Workbook.Items().Select(static item => item.At("name").GetString()!).ToList();

        Assert.Equal(names.Distinct(StringComparer.Ordinal), names);
    }

    [Theory]
    [InlineData("leadscoring.events.captured")]
    [InlineData("leadscoring.capture_to_score")]
    [InlineData("leadscoring.leads.rescored")]
    [InlineData("leadscoring.decisions")]
    [InlineData("leadscoring.messages.published")]
    [InlineData("leadscoring.queue.depth")]
    [InlineData("leadscoring.outbox.age")]
    [InlineData("leadscoring.night.age")]
    [InlineData("leadscoring.parked")]
    [InlineData("leadscoring.storage.operations")]
    public void The_workbook_has_a_panel_for_each_metric(string metric) => Assert.Contains(Workbook.Panels(), panel => panel.Query.Contains($"'{metric}'", StringComparison.Ordinal));

    [Fact]
    public void Every_panel_of_the_workbook_follows_the_chosen_time()
    {
        Assert.All(Workbook.Items().Where(static item => item.At("type").GetInt32() == 3), static panel => Assert.Equal("Time", panel.At("content/timeContextFromParameter").GetString()));
        Assert.Equal("Time", Workbook.Items().Single(static item => item.At("type").GetInt32() == 9).At("content/parameters")[0].At("name").GetString());
    }

    [Fact]
    [Needs(Need.Processes)]
    public void The_workbook_links_the_runbook_and_lists_every_alert()
    {
        var told = Workbook.Texts().SelectMany(static text => Section().Matches(text)).Select(static section => section.Groups["alert"].Value).Distinct(StringComparer.Ordinal);

        Assert.Equal(AlertTests.Descriptions.Keys.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("docs/operations/runbook\\.md#(?<alert>[a-z-]+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Section();
}
