using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Previews;

/// <summary>What a preview says is what a publish does, whatever lives the leads have led; and a preview changes nothing.</summary>
[Needs(Need.Time)]
public sealed class PreviewProperties
{
    private const int Leads = 14;

    private static readonly string[] Untouched = [TableNames.Leads, TableNames.Board, TableNames.Due];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 24)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_publish_hands_off_whom_the_preview_names(int seed)
    {
        var random = new Random(seed);
        var app = new InMemoryApp();
        var driver = new PublishDriver(app);
        // Some models are there from the beginning, and some are published first over a log.
        if (seed % 4 != 0)
            await app.Publish(Model(random));
        await Live(app, random);
        var draft = Model(random) + $"# draft of seed {seed}\n";
        await driver.Save(draft);
        var before = Rows(app);

        var preview = await driver.Preview();

        Assert.Equal(before, Rows(app));
        var foretold = preview.GetProperty("changed").EnumerateArray()
            .SelectMany(static lead => lead.GetProperty("decisions").EnumerateArray().Select(decision => (Lead: lead.GetProperty("lead").GetString()!, Type: decision.GetString()!))).Order().ToList();
        var sent = app.Topic.Sent.Count;
        var (status, answer) = await driver.Publish(preview.GetProperty("handOffs").GetProperty("atOnce").GetProperty("number").GetInt32());
        Assert.True(status == 202, $"seed {seed}: {answer}");
        await app.Work();

        var told = app.Topic.Sent.Skip(sent).Where(static message => Equals(message.Properties["model"], "sales")).Select(static message => (Lead: message.SessionId, Type: message.Subject)).Order().ToList();
        Assert.True(foretold.SequenceEqual(told), $"seed {seed}: foretold {string.Join(", ", foretold)}; told {string.Join(", ", told)}");
        Assert.Equal(told.Where(static one => one.Type is "lead.qualified" or "lead.upgraded").Select(static one => one.Lead).Distinct().Count(), answer.GetProperty("atOnce").GetInt32());
        Assert.Equal(Hidden(app, draft), preview.GetProperty("handOffs").GetProperty("hidden").GetProperty("number").GetInt32());
        await Places(app, preview, seed);
    }

    // Open hand-offs of leads that the published audience leaves out.
    private static int Hidden(InMemoryApp app, string draft)
    {
        var audience = ModelLoader.Load(draft).Definition!.Audience;
        return app.Tables[TableNames.Leads].Rows.Where(static row => row.RowKey == RowKeys.Lead).Select(static row => LeadRows.ReadState(row))
            .Count(state => state is { ErasedAt: null, MergedInto: null } && state.Lifecycles.GetValueOrDefault("sales") is { IsOpen: true } && !Deals.IsOfAudience(state, audience));
    }

    // Where the leads stand afterwards is what the preview counted.
    private static async Task Places(InMemoryApp app, JsonElement preview, int seed)
    {
        foreach (var (list, member) in new[] { ("grades", "grade"), ("routes", "scoreRoute") })
        {
            var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
            foreach (var lead in (await app.Leads("?model=sales&limit=200")).Body.GetProperty("leads").EnumerateArray())
            {
                var shown = lead.GetProperty("models")[0];
                if (shown.TryGetProperty(member, out var name) && name.GetString() is { } text)
                    counts[text] = counts.GetValueOrDefault(text) + 1;
            }

            var foretold = preview.GetProperty(list).EnumerateArray().Where(static place => place.GetProperty("after").GetInt32() > 0)
                .ToDictionary(static place => place.GetProperty("name").GetString()!, static place => place.GetProperty("after").GetInt32(), StringComparer.Ordinal);
            Assert.True(counts.OrderBy(static one => one.Key, StringComparer.Ordinal).SequenceEqual(foretold.OrderBy(static one => one.Key, StringComparer.Ordinal)), $"seed {seed}, {list}: {string.Join(", ", counts)} instead of {string.Join(", ", foretold)}");
        }
    }

    private static async Task Live(InMemoryApp app, Random random)
    {
        for (var day = 0; day < 12; day++)
        {
            await app.Send([.. Enumerable.Range(0, random.Next(1, 14)).Select(_ => Event(app, random))]);
            if (random.Next(3) == 0)
                await app.Feedback(Address(random.Next(Leads)), random.Next(3) switch { 0 => """{ "kind": "accepted" }""", 1 => """{ "kind": "unqualified", "reason": "no-budget" }""", _ => """{ "kind": "won" }""" });
            await app.Work();
            await app.Nights(random.Next(1, 5));
        }

        await app.Erase(Address(0));
        await app.Merge(Address(1), Address(2));
        await app.Work();
    }

    private static string Event(InMemoryApp app, Random random)
    {
        var (email, at) = (Address(random.Next(Leads)), app.Clock.GetUtcNow().AddMinutes(-random.Next(0, 600)));
        return random.Next(7) switch
        {
            0 or 1 or 2 => Sent.At(email, "page.viewed", at, ("path", random.Next(3) == 0 ? "/jobs" : "/pricing")),
            3 => Sent.With(Sent.At(email, "profile.updated", at), "profile", new JsonObject
            {
                ["jobTitle"] = (string[])["VP Sales", "Manager", "CRO", "Student"] is var titles ? titles[random.Next(titles.Length)] : "",
                ["company"] = "Acme",
                ["employees"] = random.Next(100, 900),
            }),
            4 => Sent.At(email, "form.submitted", at, ("form", (string[])["contact-us", "call-back", "newsletter"] is var forms ? forms[random.Next(forms.Length)] : "")),
            5 => Sent.At(email, "event.attended", at, ("eventKind", random.Next(2) == 0 ? "partner-day" : "tradeshow")),
            _ => Sent.At(email, "email.clicked", at, ("url", "https://acme.example/" + random.Next(5).ToString(CultureInfo.InvariantCulture))),
        };
    }

    private static string Address(int number) => string.Create(CultureInfo.InvariantCulture, $"lead{number}@{(number % 5 == 4 ? "rival" : "acme")}.example");

    private static string Model(Random random)
    {
        var yaml = SalesModel.Yaml
            .Replace("points: 3, signal", $"points: {random.Next(2, 7)}, signal", StringComparison.Ordinal)
            .Replace("halfLife: 10d", $"halfLife: {random.Next(4, 40)}d", StringComparison.Ordinal)
            .Replace("atLeast: 500", $"atLeast: {random.Next(1, 9)}00", StringComparison.Ordinal)
            .Replace("coolDown: 30d", $"coolDown: {random.Next(0, 30)}d", StringComparison.Ordinal)
            .Replace("B: 50, C: 25 }, numbers", $"B: {random.Next(30, 60)}, C: 25 }}, numbers", StringComparison.Ordinal);
        if (random.Next(3) == 0)
            yaml = yaml.Replace("  - { id: competitor, when: { emailDomain: rival.example }, reason: competitor }", "  - { id: student, when: { jobTitle: student }, reason: student }", StringComparison.Ordinal);
        if (random.Next(3) == 0)
            yaml = yaml.Replace("  - { id: perfect,", "  - { id: perfect-lead,", StringComparison.Ordinal);
        if (random.Next(4) == 0)
            yaml = yaml.Replace("title: Sales", $"title: Sales\naudience: {(random.Next(2) == 0 ? "prospect" : "customer")}", StringComparison.Ordinal);
        if (random.Next(3) == 0)
            yaml = yaml.Replace("title: Sales", "title: Sales\ntimeZone: America/Los_Angeles", StringComparison.Ordinal);
        return random.Next(8) == 0 ? yaml.Replace("title: Sales", "title: Sales\nmode: assess", StringComparison.Ordinal) : yaml;
    }

    private static string Rows(InMemoryApp app) => string.Join('\n', Untouched.SelectMany(table => app.Tables[table].Rows.Select(row => $"{table} {row.PartitionKey} {row.RowKey} {row.ETag}")));
}
