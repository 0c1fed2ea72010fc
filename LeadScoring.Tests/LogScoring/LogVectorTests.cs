using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LeadScoring.Domain.Profiles;
using LeadScoring.Local.Commands;
using LeadScoring.Local.LogScoring;
using LeadScoring.Tests.Scoring;

namespace LeadScoring.Tests.LogScoring;

/// <summary>Every scoring vector through <c>leads score</c>: a file of the model, a file of the events, and the figures of the file that it writes.</summary>
public sealed class LogVectorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("vectors-").FullName;

    public static TheoryData<string> Files => VectorTests.Files();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Files))]
    public async Task The_command_line_gives_the_figures_of_the_vector(string file)
    {
        var vector = ScoringVector.Read(file);
        var root = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
        var (model, log, to) = (PathOf("model.yaml"), PathOf("log.ndjson"), PathOf("leads.ndjson"));
        await File.WriteAllTextAsync(model, root["model"]!.GetValue<string>());
        await File.WriteAllLinesAsync(log, root["events"]!.AsArray().Select(static e => Line(e!.AsObject())));

        foreach (var (day, expect) in vector.Evaluate)
        {
            // A lead of which nothing has happened is in no log.
            if (!vector.Events.Any(e => vector.Model.Zone.DayOf(e.OccurredAt) <= day))
                continue;
            var code = await ScoreCommand.Run(LogModel.Read(model, Lists(root)), log, day.ToString(), to, isJson: true, TimeProvider.System, default);

            Assert.Equal(ExitCodes.Done, code);
            using var lead = JsonDocument.Parse(Assert.Single(await File.ReadAllLinesAsync(to)));
            Assert.Equal($"{vector.Name} {day}\n{FiguresOf(FigureText.Of(expect))}", $"{vector.Name} {day}\n{FiguresOf(lead.RootElement)}");
        }
    }

    // What a stranger could have sent names a browser alone; what is proven names the person too. Neither name is known of the lead.
    private static string Line(JsonObject e)
    {
        var line = e.DeepClone().AsObject();
        var isClaimed = line["claimed"]?.GetValue<bool>() ?? false;
        line.Remove("claimed");
        line["lead"] = isClaimed ? new JsonObject { ["visitor"] = "v-1" } : new JsonObject { ["visitor"] = "v-1", ["externalId"] = "vector:lead" };
        return line.ToJsonString();
    }

    // The log does not tell what is proven, left out or disqualified.
    private static string FiguresOf(string text) => text.Contains("proven ", StringComparison.Ordinal) ? text[..text.IndexOf("proven ", StringComparison.Ordinal)] : text;

    private static string FiguresOf(JsonElement lead)
    {
        var text = new StringBuilder();
        foreach (var category in lead.GetProperty("categories").EnumerateObject())
            text.AppendLine(CultureInfo.InvariantCulture, $"category {category.Name} sum {Milli(category.Value, "sum")} value {Milli(category.Value, "value")}");
        foreach (var dimension in lead.TryGetProperty("dimensions", out var dimensions) ? dimensions.EnumerateObject() : default)
            text.AppendLine(CultureInfo.InvariantCulture, $"dimension {dimension.Name} {dimension.Value.GetProperty("exact")} shown {dimension.Value.GetProperty("shown")}");
        text.AppendLine(CultureInfo.InvariantCulture, $"score {lead.GetProperty("score").GetProperty("exact")} shown {lead.GetProperty("score").GetProperty("shown")}");
        text.AppendLine(CultureInfo.InvariantCulture, $"grade {Member(lead, "grade")} target {Target(lead)} progress {Member(lead, "progress")} route {lead.GetProperty("route")}");
        text.AppendLine(CultureInfo.InvariantCulture, $"missing {string.Join(',', lead.GetProperty("missing").EnumerateArray())} known {lead.GetProperty("known")}");
        text.AppendLine(CultureInfo.InvariantCulture, $"until {lead.GetProperty("until")}");
        foreach (var line in lead.GetProperty("ledger").EnumerateArray())
            text.AppendLine(CultureInfo.InvariantCulture, $"line {line.GetProperty("rule")} {line.GetProperty("category")} newest {line.GetProperty("newestDay")} matches {line.GetProperty("matches")} raw {Milli(line, "raw")} milli {Milli(line, "points")}");
        return text.ToString();
    }

    private static string Member(JsonElement lead, string name) => lead.TryGetProperty(name, out var value) ? value.ToString() : "";

    // Six places only where it is no whole number.
    private static string Target(JsonElement lead) => !lead.TryGetProperty("target", out var target) ? ""
        : target.GetDecimal() is var points && points == decimal.Truncate(points) ? points.ToString("0", CultureInfo.InvariantCulture) : target.GetDecimal().ToString("0.000000", CultureInfo.InvariantCulture);

    private static long Milli(JsonElement of, string member) => (long)(of.GetProperty(member).GetDecimal() * 1000);

    private static EmailDomains? Lists(JsonNode root) => root["lists"] is { } lists ? new EmailDomains(Texts(lists["free"]), Texts(lists["disposable"]), Texts(lists["role"])) : null;

    private static string[] Texts(JsonNode? list) => [.. (list?.AsArray() ?? []).Select(static item => item!.GetValue<string>())];

    private string PathOf(string name) => Path.Combine(_folder, name);
}
