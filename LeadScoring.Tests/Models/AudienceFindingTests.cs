using System.Text;
using System.Text.Json;

using LeadScoring.Functions.Publishing;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Tests.Models;

/// <summary>An audience may name other models; one that is not there is a finding with its place and the nearest that is.</summary>
public sealed class AudienceFindingTests
{
    private readonly InMemoryApp _app = new();

    [Fact]
    public async Task A_model_that_does_not_exist_is_named_with_the_nearest_that_does()
    {
        await _app.Publish(CrmModel.Yaml);

        var finding = Assert.Single(await Findings("audience: { prospect: { until: [crn, sales] } }"));

        Assert.Equal("LS-AUDIENCE-001", finding.GetProperty("code").GetString());
        Assert.Equal("warning", finding.GetProperty("severity").GetString());
        Assert.Equal(3, finding.GetProperty("line").GetInt32());
        Assert.Equal("Write 'crm'.", finding.GetProperty("fix").GetString());
    }

    [Theory]
    [InlineData("audience: { customer: { of: [crm] } }")]
    [InlineData("audience: { prospect: { until: any } }")]
    [InlineData("audience: prospect")]
    public async Task Models_that_are_there_and_the_model_itself_are_no_finding(string audience)
    {
        await _app.Publish(CrmModel.Yaml);

        Assert.Empty(await Findings(audience));
    }

    private async Task<IEnumerable<JsonElement>> Findings(string audience)
    {
        var context = new DefaultHttpContext
        {
            Request = { Body = new MemoryStream(Encoding.UTF8.GetBytes(SalesModel.With("title: Sales", $"title: Sales\n{audience}"))), ContentType = "application/yaml" },
        };
        var (status, body) = await InMemoryApp.Read(await _app.Get<DraftHandler>().Validate(context.Request, default));
        Assert.True(status == 200, body.ToString());
        return body.GetProperty("findings").EnumerateArray().Where(static finding => finding.GetProperty("code").GetString() == "LS-AUDIENCE-001");
    }
}
