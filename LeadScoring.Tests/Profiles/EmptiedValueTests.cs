using System.Text.Json;
using System.Text.Json.Nodes;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Profiles;

/// <summary>Somebody empties a field in the CRM: what rested on it ends, from the event over score and disqualification to what is shown.</summary>
public sealed class EmptiedValueTests
{
    private const string Ann = "ann@acme.example";

    private const string Yaml = """
        model: crm
        title: Emptied
        dimensions:
          fit: { categories: { role: 1 } }
          engagement: { categories: { site: 1 } }
        rules:
          - { rule: owner-of-a-competing-tool, category: role, when: { currentTool: rivalsoft }, points: 10 }
          - { rule: any-page, category: site, on: page.viewed, points: 1 }
        grades:
          letter: fit
          number: engagement
          letters: { A: 75, B: 50, C: 25 }
          numbers: { 1: 75, 2: 50, 3: 25 }
        disqualify:
          - { id: marked-bad, when: { leadStatus: UNQUALIFIED }, reason: marked in the CRM }
        """;

    private readonly InMemoryApp _app = new();

    [Fact]
    public async Task An_emptied_value_takes_its_points_and_its_disqualification_along()
    {
        await _app.Publish(Yaml);
        await _app.Send(Told(-5, new JsonObject { ["leadStatus"] = "UNQUALIFIED", ["currentTool"] = "rivalsoft", ["city"] = "Basel" }));
        Assert.Equal(("owner-of-a-competing-tool 10", "disqualified"), (await Ledger(), await Stage()));

        // Blanks go on saying nothing.
        await _app.Send(Told(-4, new JsonObject { ["leadStatus"] = "", ["currentTool"] = null, ["city"] = " " }));
        Assert.Equal(("owner-of-a-competing-tool 10", "disqualified"), (await Ledger(), await Stage()));

        await _app.Send(Told(-1, [], "leadStatus", "currentTool"));

        Assert.Equal(("", "nurture"), (await Ledger(), await Stage()));
        Assert.Equal(["currentTool", "leadStatus"], Names((await _app.Explain(Ann, "?model=crm")).Body, "emptied"));
        var entry = (await _app.Timeline(Ann)).Body.GetProperty("entries").EnumerateArray().First(static entry => entry.TryGetProperty("cleared", out _));
        Assert.Equal(["currentTool", "leadStatus"], Names(entry, "cleared"));
        var profile = (await _app.Lead(Ann)).Body.GetProperty("profile");
        Assert.Equal((false, false, "Basel"), (profile.TryGetProperty("leadStatus", out _), profile.TryGetProperty("currentTool", out _), profile.GetProperty("city").GetString()));
    }

    [Fact]
    public async Task A_late_value_does_not_undo_a_newer_emptying_and_a_newer_one_does()
    {
        await _app.Publish(Yaml);
        await _app.Send(Told(-2, [], "currentTool"));
        await _app.Send(Told(-3, new JsonObject { ["currentTool"] = "rivalsoft" }));
        Assert.Equal("", await Ledger());

        await _app.Send(Told(-1, new JsonObject { ["currentTool"] = "rivalsoft" }));

        Assert.Equal("owner-of-a-competing-tool 10", await Ledger());
        Assert.False((await _app.Explain(Ann, "?model=crm")).Body.TryGetProperty("emptied", out _));
    }

    private static string Told(int hours, JsonObject profile, params string[] cleared)
    {
        var e = JsonNode.Parse(Sent.At(Ann, "profile.updated", InMemoryApp.Start.AddHours(hours)))!;
        e["profile"] = profile;
        if (cleared.Length > 0)
            e["cleared"] = new JsonArray([.. cleared.Select(static name => (JsonNode)name)]);
        return e.ToJsonString();
    }

    private static List<string?> Names(JsonElement of, string member) => [.. of.GetProperty(member).EnumerateArray().Select(static name => name.GetString())];

    private async Task<string> Ledger() => string.Join(", ", (await _app.Explain(Ann, "?model=crm")).Body.GetProperty("ledger").EnumerateArray()
        .Select(static line => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{line.GetProperty("rule").GetString()} {line.GetProperty("points").GetDecimal():0.###}")));

    private async Task<string?> Stage() => (await _app.Lead(Ann)).Body.GetProperty("models")[0].GetProperty("stage").GetString();
}
