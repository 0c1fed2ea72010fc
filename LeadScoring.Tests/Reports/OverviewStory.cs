using System.Globalization;
using System.Text.Json.Nodes;

using LeadScoring.Domain.Values;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Reports;

/// <summary>Some leads live through ten weeks: they come, visit, are handed off, sales answers or does not, some are won.</summary>
internal sealed class OverviewStory(InMemoryApp app, int seed)
{
    private static readonly string[] Titles = ["VP Sales", "Sales manager", "buyer", "CRO"];
    private static readonly string[] Reports = ["accepted", "attempted", "contacted", "qualified", "opportunity", "won", "lost", "unqualified", "unreachable", "postponed"];

    public async Task Live()
    {
        var random = new Random(seed);
        await app.Publish(SalesModel.Yaml);
        string[] names = [.. Enumerable.Range(0, 14).Select(static i => string.Create(CultureInfo.InvariantCulture, $"lead{i}@acme.example")), "spy@rival.example"];
        var begins = names.ToDictionary(static name => name, _ => random.Next(55), StringComparer.Ordinal);
        for (var day = 0; day < 70; day++)
        {
            foreach (var name in names.Where(name => begins[name] <= day))
            {
                if (begins[name] == day)
                    await app.Send(ReportDriver.Told(name, app.Clock.GetUtcNow(), ("jobTitle", Titles[random.Next(Titles.Length)]), ("company", "Acme"), ("employees", "800")));
                if (random.Next(12) == 0)
                    await app.Send([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Sent.At(name, "page.viewed", app.Clock.GetUtcNow(), ("path", "/pricing")))]);
                if (random.Next(90) == 0)
                    await app.Send(Sent.At(name, "form.submitted", app.Clock.GetUtcNow(), ("form", random.Next(2) == 0 ? "contact-us" : "call-back")));
                if (random.Next(120) == 0)
                    await app.Send(Sent.At(name, "event.attended", app.Clock.GetUtcNow(), ("eventKind", "tradeshow")));
                if (random.Next(15) == 0 && (await app.Lead(name)).Body.GetProperty("models") is var models && models.GetArrayLength() > 0 && models[0].GetProperty("owner").GetString() != "marketing")
                {
                    var at = app.Clock.GetUtcNow();
                    await app.Feedback(name, new JsonObject
                    {
                        ["kind"] = Reports[random.Next(Reports.Length)],
                        ["occurredAt"] = at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
                        ["until"] = Day.Of(at).AddDays(random.Next(20)).ToString(),
                    }.ToJsonString());
                }
            }

            await app.Work();
            await app.Nights(1);
        }
    }
}
