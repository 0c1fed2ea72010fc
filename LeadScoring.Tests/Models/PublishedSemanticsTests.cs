using System.Text;
using System.Text.Json;

using LeadScoring.Functions.Models;
using LeadScoring.Functions.Publishing;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Tests.Models;

/// <summary>A version reads events as when it was published: what its signals remember and what an explanation computes stay the same figures.</summary>
public sealed class PublishedSemanticsTests
{
    private const string Ann = "ann@acme.example";

    private static readonly string Yaml = SalesModel.With(
        "- { rule: pricing, category: website, on: page.viewed, where: { path: { startsWith: /pricing } }, points: 3, signal: true }",
        """
        - { rule: pricing, category: website, on: page.viewed, where: { path: { startsWith: /pricing } }, points: 3, signal: true }
          - { rule: renews, category: role, when: { renewal: { after: 2027-01-01 } }, points: 1 }
          - { rule: agreed, category: role, when: { consent: true }, points: 1 }
          - { rule: large, category: website, on: quote.asked, where: { amount: { atLeast: 1000 } }, points: 2 }
          - { rule: between, category: website, on: quote.asked, where: { amount: { between: [1000, 2000] } }, points: 2 }
          - { rule: much, category: website, on: quote.asked, bands: { of: { sum: amount }, steps: [ { atLeast: 1000, points: 1 } ] } }
          - { rule: company, category: role, when: { employees: { atLeast: 1000 } }, points: 1 }
        """);

    private readonly InMemoryApp _app = new();

    [Fact]
    public async Task A_version_from_before_reads_no_written_numbers_until_the_next_publish()
    {
        await PublishedBefore(Yaml, ModelRows.AsksForProof);
        await _app.Send(Sent.Event(Ann, "quote.asked", 0, ("amount", "1,200")), Profile("""{ "employees": "1,200", "renewal": "31.12.2027", "consent": "ja" }"""));
        Assert.Empty(await Rules());

        Assert.Contains("numbers, dates, yes and no are read as people write them", (await Republish(Yaml)).GetProperty("note").GetString(), StringComparison.Ordinal);
        await _app.Work();

        Assert.Equal(["agreed", "between", "company", "large", "much", "renews"], await Rules());
        Assert.False((await Republish(Yaml + "# again\n")).TryGetProperty("note", out _));
    }

    [Fact]
    public async Task A_version_from_before_has_no_properties_prefix_until_the_next_publish()
    {
        var yaml = SalesModel.With(
            "- { rule: pricing, category: website, on: page.viewed, where: { path: { startsWith: /pricing } }, points: 3, signal: true }",
            """
            - { rule: pricing, category: website, on: page.viewed, where: { path: { startsWith: /pricing } }, points: 3, signal: true }
              - { rule: large, category: website, on: quote.asked, where: { properties.type: large }, points: 2 }
              - { rule: much, category: website, on: quote.asked, bands: { of: { most: properties.type }, steps: [ { atLeast: 1, points: 1 } ] } }
            """);
        await PublishedBefore(yaml, ModelRows.ReadsWrittenNumbers);
        await _app.Send(Sent.Event(Ann, "quote.asked", 0, ("type", "large")));
        Assert.Empty(await Rules());

        Assert.Contains("properties.x is the property x", (await Republish(yaml)).GetProperty("note").GetString(), StringComparison.Ordinal);
        await _app.Work();

        Assert.Equal(["large", "much"], await Rules());
    }

    private async Task PublishedBefore(string yaml, int semantics)
    {
        await _app.Publish(yaml);
        var models = _app.Tables[TableNames.Models];
        var row = models.Rows.Single(static row => row.ContainsKey(ModelRows.Semantics));
        row[ModelRows.Semantics] = semantics;
        await models.Upsert(row, default);
        _app.Get<ModelCatalog>().Forget();
    }

    private static string Profile(string profile) => $$"""{ "id": "p", "source": "test", "type": "profile.updated", "lead": { "email": "{{Ann}}" }, "profile": {{profile}} }""";

    // What the lead is scored by and what is explained from its log agree, whatever is read.
    private async Task<IReadOnlyList<string>> Rules()
    {
        var explained = (await _app.Explain(Ann, "?model=sales")).Body;
        var shown = (await _app.Lead(Ann)).Body.GetProperty("models")[0].GetProperty("score").GetInt32();
        Assert.Equal(shown, explained.GetProperty("score").GetProperty("shown").GetInt32());
        return [.. explained.GetProperty("ledger").EnumerateArray().Select(static line => line.GetProperty("rule").GetString()!).Where(static rule => rule is "large" or "between" or "much" or "company" or "renews" or "agreed").Order(StringComparer.Ordinal)];
    }

    private async Task<JsonElement> Republish(string yaml)
    {
        await _app.Get<DraftStore>().Save("sales", yaml, null, default);
        var context = new DefaultHttpContext();
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes("""{ "author": "test", "reason": "test" }"""));
        var (status, body) = await InMemoryApp.Read(await _app.Get<PublishHandler>().Publish("sales", context.Request, default));
        Assert.Equal(202, status);
        return body;
    }
}
