using System.Text;
using System.Text.Json;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Values;
using LeadScoring.Local;
using LeadScoring.Local.Commands;
using LeadScoring.Local.Files;
using LeadScoring.Local.LogScoring;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;
using LeadScoring.Tests.Kit.Fakes;

namespace LeadScoring.Tests.LogScoring;

/// <summary><c>leads score</c> and <c>leads explain</c> on files.</summary>
public sealed class ScoreCommandTests : IDisposable
{
    private const string Ann = "ann@acme.example";

    private readonly string _folder = Directory.CreateTempSubdirectory("score-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Every_lead_of_a_log_is_scored_best_first()
    {
        var (code, lines) = await Score(Lines([Sent.Pricing("bob@acme.example"), Sent.Title(Ann, "VP Sales", 5), .. Sent.Visits(Ann, 2)]));

        Assert.Equal(ExitCodes.Done, code);
        Assert.Equal(["lead,score,grade,fit,engagement,route,until", "ann@acme.example,56,A3,80,40,warm,2026-03-23", "bob@acme.example,12,D4,0,20,nurture,"], lines);
    }

    [Fact]
    public async Task A_log_gives_the_figures_that_the_app_gives()
    {
        var app = new InMemoryApp();
        await app.Publish(CrmModel.Yaml);
        string[] events = [Sent.Title(Ann, "VP Sales", 20), .. Sent.Visits(Ann, 3, 8), Known.Visit("v-1", InMemoryApp.Start.AddDays(-2)), Known.Form(Ann, "v-1", InMemoryApp.Start.AddDays(-1))];
        await app.Send(events);
        var (_, explained) = await app.Explain(Ann);

        var (_, lines) = await Score(Lines(events), to: "leads.ndjson", isJson: true);

        using var lead = JsonDocument.Parse(Assert.Single(lines));
        Assert.Equal(Ann, lead.RootElement.GetProperty("lead").GetString());
        foreach (var member in (string[])["score", "grade", "route", "dimensions", "categories", "known", "until"])
            Assert.Equal(explained.GetProperty(member).GetRawText(), lead.RootElement.GetProperty(member).GetRawText());
        Assert.Equal(
            explained.GetProperty("ledger").EnumerateArray().Select(static line => $"{line.GetProperty("rule")} {line.GetProperty("points")} {line.GetProperty("share")}"),
            lead.RootElement.GetProperty("ledger").EnumerateArray().Select(static line => $"{line.GetProperty("rule")} {line.GetProperty("points")} {line.GetProperty("share")}"));
    }

    [Fact]
    public async Task A_broken_line_in_the_middle_stops_nothing_and_has_its_number()
    {
        var score = await Read(Encoding.UTF8.GetBytes(string.Join('\n', Sent.Pricing(Ann), "{ \"type\": ", "", "[]", Sent.Pricing(Ann), """{ "type": "page.viewed" }""", Sent.Pricing(Ann).Replace("pricing", "\\ud800", StringComparison.Ordinal), Sent.Pricing(Ann))));

        Assert.Equal(["2 LS-EVENT-014", "4 LS-EVENT-001", "6 LS-EVENT-004", "7 LS-EVENT-012"], score.Refused.Select(static line => $"{line.Line} {line.Error.Code}"));
        Assert.Equal(3, score.Folder.Events);
        Assert.Equal(ExitCodes.DoneInPart, (await Score($"{Sent.Pricing(Ann)}\nx\n")).Code);
    }

    [Fact]
    public async Task Marks_line_ends_and_a_missing_last_one_are_read()
    {
        byte[] log = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes($"{Sent.Pricing(Ann)}\r\n\r\n{Sent.Pricing(Ann)}\r\n{Sent.Pricing(Ann)}")];
        var score = await Read(log);

        Assert.Equal((3, 0), (score.Folder.Events, score.Refused.Count));
        Assert.Single(score.Leads());
    }

    [Fact]
    public async Task Lines_longer_than_a_block_are_refused_alone()
    {
        var longLine = new string('x', LogBlocks.LineBytes + (3 * 1024 * 1024));
        var score = await Read(Encoding.UTF8.GetBytes($"{Sent.Pricing(Ann)}\n{longLine}\n{Sent.Pricing(Ann)}\n{longLine}"));

        Assert.Equal(["2 LS-SCORE-009", "4 LS-SCORE-009"], score.Refused.Select(static line => $"{line.Line} {line.Error.Code}"));
        Assert.Equal(2, score.Folder.Events);
    }

    [Fact]
    public async Task Lines_across_blocks_are_whole()
    {
        string[] events = [.. Enumerable.Range(0, 12_000).Select(static number => Sent.Pricing($"lead{number % 100}@acme.example", number % 300))];
        var score = await Read(Encoding.UTF8.GetBytes(Lines(events)));

        Assert.Equal((12_000, 0), (score.Folder.Events, score.Refused.Count));
        Assert.Equal(100, score.Leads().Count);
    }

    [Fact]
    public async Task Events_come_once_by_their_source_and_id_and_until_the_day()
    {
        var visit = Sent.Pricing(Ann);
        var score = await Read(Encoding.UTF8.GetBytes(Lines([visit, visit, Sent.With(visit, "source", "crm"), Sent.Pricing(Ann, daysAgo: -1), Sent.Pricing(Ann, daysAgo: -3000)])));

        Assert.Equal((2, 1, 2), (score.Folder.Events, score.Folder.Duplicates, score.Folder.Later));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Names_of_one_person_are_one_lead_in_any_order(int seed)
    {
        var at = InMemoryApp.Start.AddDays(-3);
        string[] events =
        [
            Known.Visit("v-1", at), Known.As([("externalId", "hubspot:1"), ("visitor", "v-1")], "page.viewed", at.AddHours(1), ("path", "/pricing")),
            Known.As([("email", Ann), ("externalId", "hubspot:1")], "page.viewed", at.AddHours(2), ("path", "/pricing")), Known.Visit("v-2", at), Known.Visit("v-1", at.AddHours(5)),
        ];
        new Random(seed).Shuffle(events);

        var score = await Read(Encoding.UTF8.GetBytes(Lines(events)));

        Assert.Equal(["ann@acme.example 4", "visitor:v-2 1"], score.Leads().Select(static lead => $"{lead.Name} {lead.Explanation!.Ledger[0].Matches}"));
    }

    [Fact]
    public async Task A_browser_of_several_people_is_the_first_ones_and_is_told()
    {
        var at = InMemoryApp.Start.AddDays(-3);
        string[] events = [Known.Visit("v-1", at), Known.Form("sue@acme.example", "v-1", at.AddHours(4)), Known.Form(Ann, "v-1", at.AddHours(1)), Known.Visit("v-1", at.AddHours(6))];

        var score = await Read(Encoding.UTF8.GetBytes(Lines(events)));

        Assert.Equal(["ann@acme.example 2", "sue@acme.example 0"], score.Leads().Select(static lead => $"{lead.Name} {lead.Explanation!.Ledger.FirstOrDefault()?.Matches ?? 0}"));
        Assert.Equal(1, score.Folder.Shared);
    }

    [Fact]
    public async Task Clicks_of_a_machine_do_not_count()
    {
        var model = CrmModel.Yaml.Replace("on: page.viewed, where: { path: { startsWith: /pricing } }", "on: email.clicked", StringComparison.Ordinal);
        var at = InMemoryApp.Start.AddDays(-3);
        string[] events =
        [
            .. Enumerable.Range(0, 3).Select(number => Sent.At(Ann, "email.clicked", at.AddMilliseconds(number), ("message", "m"), ("url", $"https://acme.example/{number}"))),
            Sent.At(Ann, "email.clicked", at.AddDays(1), ("message", "m"), ("url", "https://acme.example/1")),
            Sent.At(Ann, "email.opened", at, ("machineOpen", "true")),
        ];

        var score = await Read(Encoding.UTF8.GetBytes(Lines(events)), model);

        Assert.Equal(1, Assert.Single(score.Leads()).Explanation!.Ledger[0].Matches);
        Assert.Equal(4, score.Folder.Suspected);
    }

    [Fact]
    public async Task Names_that_are_formulas_are_text_in_a_spreadsheet()
    {
        var (_, lines) = await Score(Known.As([("externalId", "=1+1,\"x\"")], "page.viewed", InMemoryApp.Start, ("path", "/pricing")));

        Assert.StartsWith("\"external:=1+1,\"\"x\"\"\",", lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "LS-SCORE-005")]
    [InlineData("\n\n", "LS-SCORE-005")]
    [InlineData("x", "LS-SCORE-005")]
    public async Task A_log_without_an_event_is_not_scored(string log, string code) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<StartException>(() => Score(log))).Code);

    [Fact]
    public async Task What_cannot_be_read_or_written_has_a_code()
    {
        Write("log.ndjson", Sent.Pricing(Ann));
        Write("wrong.yaml", "model: crm\ntitle: X\n");
        File.WriteAllBytes(PathOf("latin.yaml"), [.. "title: "u8, 0xE4]);
        File.WriteAllBytes(PathOf("utf16.ndjson"), Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Sent.Pricing(Ann))).ToArray());

        Assert.Equal("LS-SCORE-001", Assert.Throws<StartException>(() => LogModel.Read(PathOf("none.yaml"))).Code);
        Assert.Equal("LS-SCORE-001", Assert.Throws<StartException>(() => LogModel.Read(PathOf("latin.yaml"))).Code);
        var wrong = Assert.Throws<StartException>(() => LogModel.Read(PathOf("wrong.yaml")));
        Assert.Equal("LS-SCORE-002", wrong.Code);
        Assert.Contains("line 1, column", wrong.Message, StringComparison.Ordinal);
        Assert.Equal("LS-SCORE-003", await CodeOf(PathOf("none.ndjson"), null, null));
        Assert.Equal("LS-SCORE-003", await CodeOf(_folder, null, null));
        Assert.Equal("LS-SCORE-004", await CodeOf(PathOf("utf16.ndjson"), null, null));
        Assert.Equal("LS-SCORE-006", await CodeOf(PathOf("log.ndjson"), null, PathOf("leads.xlsx")));
        Assert.Equal("LS-SCORE-007", await CodeOf(PathOf("log.ndjson"), "tomorrow", null));

        async Task<string> CodeOf(string log, string? asOf, string? to) =>
            (await Assert.ThrowsAsync<StartException>(() => ScoreCommand.Run(Model(CrmModel.Yaml), log, asOf ?? "2026-03-01", to, false, TimeProvider.System, default))).Code;
    }

    [Fact]
    [Needs(Need.Processes)]
    public async Task The_commands_run_from_the_command_line()
    {
        Write("model.yaml", CrmModel.Yaml);
        Write("log.ndjson", Lines([Sent.Title(Ann, "VP Sales", 5), .. Sent.Visits(Ann, 2)]));
        string[] files = ["--model", PathOf("model.yaml"), "--events", PathOf("log.ndjson"), "--as-of", "2026-03-01"];

        Assert.Equal(0, await Program.Main(["score", .. files, "--out", PathOf("leads.csv")]));
        Assert.Equal(2, (await File.ReadAllLinesAsync(PathOf("leads.csv"))).Length);
        Assert.Equal(1, await Program.Main(["score", .. files, "--out", PathOf("leads.txt")]));
        Assert.Equal(0, await Program.Main(["explain", .. files, "--lead", Ann]));
        Assert.Equal(0, await Program.Main(["explain", .. files, "--lead", Ann, "--json"]));
        Assert.Equal(1, await Program.Main(["explain", .. files, "--lead", "nobody@acme.example"]));
    }

    [Fact]
    public async Task A_lead_of_a_log_is_explained_by_any_of_its_names()
    {
        var at = InMemoryApp.Start.AddDays(-3);
        var log = Write("log.ndjson", Lines([Known.Visit("v-1", at), Known.Form(Ann, "v-1", at.AddHours(1)), Sent.Title(Ann, "VP Sales", 5), Sent.Pricing("bob@acme.example"), "x"]));
        var explanation = new LogExplanation(Model(CrmModel.Yaml), Today, TimeProvider.System);

        var byAddress = await explanation.Find(new LogSource(log), " ANN@acme.example ", default);
        var byBrowser = await explanation.Find(new LogSource(log), "visitor:v-1", default);

        Assert.Equal((Ann, "A4"), (byAddress!.Lead, byAddress.Grade));
        Assert.Equal(JsonSerializer.Serialize(byAddress.Ledger), JsonSerializer.Serialize(byBrowser!.Ledger));
        Assert.Equal("page.viewed", Assert.Single(byAddress.Ledger[1].Events!).Type);
        Assert.Equal(["pricing", "pricing"], byAddress.WhyNotYet[0].Steps.Select(static step => step.Rule));
        Assert.Null(await explanation.Find(new LogSource(log), "nobody", default));
    }

    private static Day Today => Day.Of(InMemoryApp.Start);

    private static ScoringModel Model(string yaml) => ScoringModel.Compile(Domain.Models.Loading.ModelLoader.Load(yaml).Definition!);

    private static string Lines(IEnumerable<string> events) => string.Concat(events.Select(static e => e.ReplaceLineEndings(" ") + "\n"));

    private async Task<LogScore> Read(byte[] log, string model = CrmModel.Yaml)
    {
        var path = PathOf("read.ndjson");
        await File.WriteAllBytesAsync(path, log);
        var score = new LogScore(Model(model), Today, new ManualClock(InMemoryApp.Start), explains: true);
        await score.Read(new LogSource(path), static _ => { }, default);
        return score;
    }

    private async Task<(int Code, string[] Lines)> Score(string log, string to = "leads.csv", bool isJson = false)
    {
        var code = await ScoreCommand.Run(Model(CrmModel.Yaml), Write("log.ndjson", log), Today.ToString(), PathOf(to), isJson, TimeProvider.System, default);
        return (code, await File.ReadAllLinesAsync(PathOf(to)));
    }

    private string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    private string PathOf(string name) => Path.Combine(_folder, name);
}
