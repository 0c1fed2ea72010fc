using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Reports;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Tests.Reports;

/// <summary>Asks for reports, and makes the histories that they are about.</summary>
internal sealed class ReportDriver(InMemoryApp app)
{
    /// <summary>Asks once.</summary>
    public async Task<(int Status, JsonElement Body, IHeaderDictionary Headers)> Ask(string query = "", string name = "service-level")
    {
        var response = await Answer(name, query);
        using var json = JsonDocument.Parse(((MemoryStream)response.Body).ToArray());
        return (response.StatusCode, json.RootElement.Clone(), response.Headers);
    }

    /// <summary>Asks, lets it be computed, and asks again.</summary>
    public async Task<JsonElement> Report(string query = "", string name = "service-level")
    {
        await Ask(query, name);
        await app.Work();
        var (status, body, _) = await Ask(query, name);
        Assert.True(status == 200, body.ToString());
        return body;
    }

    /// <summary>The file.</summary>
    public async Task<(HttpResponse Response, string Text)> Csv(string query = "")
    {
        var response = await Answer("service-level.csv", query);
        return (response, Encoding.UTF8.GetString(((MemoryStream)response.Body).ToArray()));
    }

    /// <summary>A lead with a profile now.</summary>
    public Task Tell(string email, params (string Name, string Value)[] profile) => app.Send(Told(email, app.Clock.GetUtcNow(), profile));

    /// <summary>What a lead tells about itself, at a time.</summary>
    public static string Told(string email, DateTimeOffset at, params (string Name, string Value)[] profile)
    {
        var sent = JsonNode.Parse(Sent.At(email, "profile.updated", at))!;
        sent["profile"] = new JsonObject(profile.Select(static entry => KeyValuePair.Create(entry.Name, (JsonNode?)entry.Value)));
        return sent.ToJsonString();
    }

    /// <summary>Visits to the pricing page now.</summary>
    public Task Visit(string email, int times) => app.Send([.. Enumerable.Range(0, times).Select(_ => Happens(email, "page.viewed", ("path", "/pricing")))]);

    /// <summary>An event now.</summary>
    public string Happens(string email, string type, params (string Name, string Value)[] properties) => Sent.At(email, type, app.Clock.GetUtcNow(), properties);

    /// <summary>A VP of a company on the pricing page: two visits are warm, three hot.</summary>
    public async Task Qualify(string email, int visits = 2)
    {
        await Tell(email, ("jobTitle", "VP Sales"), ("company", "Acme"));
        await Visit(email, visits);
    }

    /// <summary>Puts a decision into storage that nobody took.</summary>
    public Task Forge(string email, Decision decision, long seq = 1, string model = "sales", int version = 1, int number = 900, bool noted = true)
    {
        var now = app.Clock.GetUtcNow();
        var fact = new Fact(model, version, now, decision, noted ? seq : 0, noted ? Domain.Values.Day.Of(now) : null);
        return app.Tables.Leads.Upsert(LeadRows.Fact(app.IdOf(email), number, fact), default);
    }

    /// <summary>Addresses of so many leads in one bucket, in the order in which it is read.</summary>
    public string[] SameBucket(int count)
    {
        var emails = Enumerable.Range(0, 20_000).Select(static n => string.Create(CultureInfo.InvariantCulture, $"lead{n}@acme.example"));
        return [.. emails.Where(email => LeadIds.BucketOf(app.IdOf(email)) == 77).Take(count).OrderBy(app.IdOf, StringComparer.Ordinal)];
    }

    public IReadOnlyList<TableEntity> Rows => [.. app.Tables["Reports"].Rows.Where(static row => row.PartitionKey != BoardFormRow.Partition)];

    private async Task<HttpResponse> Answer(string name, string query)
    {
        var context = new DefaultHttpContext { Request = { QueryString = new QueryString(query) }, Response = { Body = new MemoryStream() } };
        var result = await app.Get<ReportsHandler>().Handle(name, context.Request.Query, default);
        await result.ExecuteResultAsync(new ActionContext { HttpContext = context });
        return context.Response;
    }
}
