using System.Text.Json;

using LeadScoring.Tests.Kit.Builders;

namespace LeadScoring.Tests.Commands;

/// <summary><c>leads diff</c>: text, JSON, and the exit codes of <c>diff</c>.</summary>
[Needs(Need.Processes)]
public sealed class DiffCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("diff-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_same_meaning_is_0_another_1_and_what_cannot_be_compared_2()
    {
        var (old, same, other, broken) = (File("old", SalesModel.Yaml), File("same", SalesModel.Yaml + "# a comment\n"), File("other", SalesModel.With("points: 3, signal", "points: 4, signal")), File("broken", "model: ["));

        Assert.Equal((0, "The same text.\n"), await Run("diff", old, old));
        Assert.Equal((0, "The same meaning.\n"), await Run("diff", old, same));
        Assert.Equal((1, "Rule 'pricing': points 3 -> 4.\n"), await Run("diff", old, other));
        Assert.Equal(2, (await Run("diff", old, broken)).Code);
        Assert.Equal(2, (await Run("diff", old, Path.Combine(_folder, "none"))).Code);
        Assert.Equal(2, (await Run("diff", old)).Code);
        Assert.Equal(2, (await Run("diff", old, other, "--surprise")).Code);
    }

    [Fact]
    public async Task A_program_reads_the_same_as_json()
    {
        var (code, output) = await Run("diff", File("old", SalesModel.Yaml), File("other", SalesModel.With("points: 3, signal", "points: 4, signal")), "--json");

        Assert.Equal(1, code);
        using var json = JsonDocument.Parse(output);
        Assert.False(json.RootElement.GetProperty("same").GetBoolean());
        Assert.Equal(("reweighted", "rule", "pricing", "points", "3", "4"), json.RootElement.GetProperty("changes")[0] is var change
            ? (change.GetProperty("kind").GetString(), change.GetProperty("part").GetString(), change.GetProperty("id").GetString(), change.GetProperty("aspect").GetString(), change.GetProperty("old").GetString(), change.GetProperty("new").GetString())
            : default);
    }

    private string File(string name, string text)
    {
        var path = Path.Combine(_folder, name + ".yaml");
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    // What a command prints goes to the console of this process, which other tests use too: the program is started by itself.
    private static async Task<(int Code, string Output)> Run(params string[] arguments)
    {
        using var leads = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "leads.dll"), .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (text, error) = (leads.StandardOutput.ReadToEndAsync(), leads.StandardError.ReadToEndAsync());
        await leads.WaitForExitAsync();
        await error;
        return (leads.ExitCode, (await text).ReplaceLineEndings("\n"));
    }
}
