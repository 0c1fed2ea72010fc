using System.Diagnostics;
using System.Text.Json;

using LeadScoring.Local;
using LeadScoring.Tests.Infra;
using LeadScoring.Tests.Models.Linting;

namespace LeadScoring.Tests.Commands;

/// <summary><c>leads validate</c> and <c>leads schema</c>: what they print, and their exit codes.</summary>
[Needs(Need.Processes)]
public sealed class ValidateCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("validate").FullName;

    [Theory]
    [InlineData("", 0)]
    [InlineData("--strict", 0)]
    public async Task A_sound_model_is_fine(string option, int code) => Assert.Equal(code, await Program.Main([.. Words("validate", Write("good.yaml", LintText.Base), option)]));

    [Fact]
    public async Task Errors_fail_and_warnings_only_when_they_are_asked_to()
    {
        var warning = Write("warning.yaml", LintText.WithRule("{ rule: r, category: role, when: { jobTitel: cto }, points: 1 }"));
        var error = Write("error.yaml", $"{LintText.Base}routes: [ {{ id: a, when: {{ fit: {{ above: 100 }} }}, to: sales }} ]\n");
        var golden = Write("golden.yaml", $"{LintText.Base}tests: [ {{ lead: a, expect: {{ grade: A1 }} }} ]\n");
        var broken = Write("broken.yaml", "model: [");

        Assert.Equal(0, await Program.Main(["validate", warning]));
        Assert.Equal(1, await Program.Main(["validate", warning, "--strict"]));
        Assert.Equal(1, await Program.Main(["validate", warning, error]));
        Assert.Equal(1, await Program.Main(["validate", golden]));
        Assert.Equal(1, await Program.Main(["validate", broken]));
    }

    [Fact]
    public async Task Wrong_usage_has_a_code_of_its_own()
    {
        var good = Write("good.yaml", LintText.Base);

        Assert.Equal(2, await Program.Main(["validate"]));
        Assert.Equal(2, await Program.Main(["validate", Path.Combine(_folder, "missing.yaml")]));
        Assert.Equal(2, await Program.Main(["validate", good, "--strct"]));
        Assert.Equal(2, await Program.Main(["validate", good, "--against-log", Path.Combine(_folder, "missing.ndjson")]));
        Assert.Equal(2, await Program.Main(["validate", good, "--against-log", Write("none.ndjson", "no event\n")]));
        Assert.Equal(1, await Program.Main(["validate", good, "--against-log", "http://127.0.0.1:9", "--key", "0123456789abcdef0123456789abcdef"]));
    }

    [Fact]
    public async Task What_is_found_is_printed_with_file_line_and_column()
    {
        var file = Write("model.yaml", $"{LintText.WithRule("{ rule: r, category: role, when: { jobTitel: cto }, points: 1 }")}tests: [ {{ lead: vp, profile: {{ jobTitle: VP }}, expect: {{ grade: A1 }} }} ]\n");

        var (code, printed) = await Run("validate", file);

        Assert.Equal(1, code);
        var lines = printed.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith($"{file}:10:40 warning LS-MODEL-123 ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith($"{file}:12:", lines[1], StringComparison.Ordinal);
        Assert.Contains(" error LS-MODEL-301 The golden lead 'vp' fails: expected grade A1, was A4 (fit 100, engagement 0). 1 needs engagement 75; engagement is 0 from website 0 (no rule gave points).", lines[1], StringComparison.Ordinal);
        Assert.Equal("1 file: 1 error, 1 warning; golden leads: 0 of 1 passed.", lines[2]);
    }

    [Fact]
    public async Task A_script_gets_one_JSON_value()
    {
        var log = Write("log.ndjson", """
            {"id":"1","type":"seat.invited","occurredAt":"2026-03-01T10:00:00Z","lead":{"email":"a@acme.example"},"properties":{"plan":"team"}}
            broken
            {"id":"2","type":"page.viewed","lead":{"email":"a@acme.example"},"properties":{"path":"/pricing"},"profile":{"jobTitle":"VP"}}

            """);
        var file = Write("model.yaml", LintText.WithRule("{ rule: r, category: website, on: seat.removed, points: 1 }"));

        var (code, printed) = await Run("validate", file, "--json", "--against-log", log, "--witnesses");

        Assert.Equal(0, code);
        using var result = JsonDocument.Parse(printed);
        Assert.Equal(1, result.RootElement.GetProperty("warnings").GetInt32());
        Assert.Contains("2 events of", result.RootElement.GetProperty("log").GetString(), StringComparison.Ordinal);
        Assert.Contains("1 line is refused", result.RootElement.GetProperty("log").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, result.RootElement.GetProperty("logRefused").GetInt32());
        var refused = Assert.Single(result.RootElement.GetProperty("logErrors").EnumerateArray());
        Assert.Equal((2, "LS-EVENT-014"), (refused.GetProperty("line").GetInt32(), refused.GetProperty("code").GetString()));
        var only = result.RootElement.GetProperty("files")[0];
        Assert.Equal("LS-MODEL-125", only.GetProperty("findings")[0].GetProperty("code").GetString());
        Assert.Equal(6, only.GetProperty("witnesses").GetArrayLength());
    }

    [Fact]
    public async Task The_schema_is_printed_as_its_file_has_it()
    {
        var (code, printed) = await Run("schema");
        var copy = Path.Combine(_folder, "model.schema.json");

        Assert.Equal((0, Checkout.Text("docs/reference/model.schema.json")), (code, printed));
        Assert.Equal(0, await Program.Main(["schema", "--to", copy]));
        Assert.Equal(printed, await File.ReadAllTextAsync(copy));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static IEnumerable<string> Words(params string[] words) => words.Where(static word => word.Length > 0);

    private static async Task<(int Code, string Printed)> Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "leads.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var leads = Process.Start(start)!;
        var printed = await leads.StandardOutput.ReadToEndAsync();
        await leads.WaitForExitAsync();
        return (leads.ExitCode, printed);
    }

    private string Write(string name, string text)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllText(file, text);
        return file;
    }
}
