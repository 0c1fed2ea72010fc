using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using LeadScoring.Domain.Leads;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;
using LeadScoring.Tests.Models.Linting;

namespace LeadScoring.Tests.EndToEnd;

/// <summary>A model that is wrong is refused with line, column and the word that was meant, and never becomes active.</summary>
[Collection(nameof(OnOneApp))]
[Needs(Need.Processes)]
public sealed class BadModelTests(RunningApp running)
{
    [Fact]
    public async Task A_misspelt_key_is_named_with_its_place_and_the_word_that_was_meant()
    {
        var (status, problem) = await Put("example", ModelText.Minimal.Replace("title:", "titel:", StringComparison.Ordinal));

        Assert.Equal((HttpStatusCode.BadRequest, "LS-MODEL-009"), (status, problem.GetProperty("code").GetString()));
        var fault = Assert.Single(problem.GetProperty("errors").EnumerateArray());
        Assert.Equal(("line 2, column 1", "LS-MODEL-009", "Write 'title'."), (
            fault.GetProperty("pointer").GetString(), fault.GetProperty("code").GetString(), fault.GetProperty("fix").GetString()));
        Assert.Contains("line 2, column 1", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task There_is_nothing_to_publish_without_a_draft()
    {
        var (status, problem) = await Publish("absent");

        Assert.Equal((HttpStatusCode.NotFound, "LS-PUBLISH-002"), (status, problem.GetProperty("code").GetString()));
        Assert.Contains("PUT /api/v1/models/absent", problem.GetProperty("fix").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_whose_golden_lead_fails_is_kept_and_not_published()
    {
        var document = LintText.With("tests:\n  - { lead: visitor, events: [ { on: page.viewed, daysAgo: 1 } ], expect: { grade: A1 } }\n");
        var (saved, draft) = await Put("example", document);
        var (status, problem) = await Publish("example");

        Assert.Equal(HttpStatusCode.OK, saved);
        var finding = Assert.Single(draft.GetProperty("findings").EnumerateArray(), static finding => finding.GetProperty("severity").GetString() == "error");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        var fault = Assert.Single(problem.GetProperty("errors").EnumerateArray());
        Assert.Equal(finding.GetProperty("code").GetString(), fault.GetProperty("code").GetString());
        Assert.StartsWith($"line {finding.GetProperty("line").GetInt32()}, ", fault.GetProperty("pointer").GetString(), StringComparison.Ordinal);
        Assert.Contains("visitor", fault.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains("Nothing was published", problem.GetProperty("fix").GetString(), StringComparison.Ordinal);
        Assert.False((await running.Get("/api/v1/models/example")).TryGetProperty("version", out var version) && version.ValueKind == JsonValueKind.Number);
    }

    private async Task<(HttpStatusCode, JsonElement)> Put(string model, string document)
    {
        using var answer = await running.App.Http.PutAsync($"/api/v1/models/{model}", new StringContent(document, Encoding.UTF8, "application/yaml"));
        return await Read(answer);
    }

    private async Task<(HttpStatusCode, JsonElement)> Publish(string model)
    {
        using var answer = await running.App.Http.PostAsJsonAsync($"/api/v1/models/{model}/publish", new { author = "ann@acme.example", reason = "test" });
        return await Read(answer);
    }

    private static async Task<(HttpStatusCode, JsonElement)> Read(HttpResponseMessage answer)
    {
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return (answer.StatusCode, body.RootElement.Clone());
    }
}
