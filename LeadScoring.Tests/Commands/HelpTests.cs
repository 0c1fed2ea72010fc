using System.CommandLine;
using LeadScoring.Local;
using LeadScoring.Local.Commands;
using LeadScoring.Tests.Infra;

namespace LeadScoring.Tests.Commands;

/// <summary>Every command says how it is used, and is on the page of the command line.</summary>
[Needs(Need.Processes)]
public sealed class HelpTests
{
    private static readonly string Page = Checkout.Text("docs/reference/command-line.md");

    public static TheoryData<string> Paths => [.. All(Program.Commands(), "leads").Select(static entry => entry.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_command_shows_examples_that_can_be_typed(string path)
    {
        var root = Program.Commands();
        var command = Assert.IsType<LeadsCommand>(All(root, "leads").Single(entry => entry.Path == path).Command);

        Assert.NotEmpty(command.Examples);
        var help = Help(root, [.. path.Split(' ').Skip(1), "--help"]);
        Assert.Contains("Examples:", help, StringComparison.Ordinal);
        Assert.All(command.Examples, example =>
        {
            Assert.Contains(example, help, StringComparison.Ordinal);
            Assert.Contains(path, example, StringComparison.Ordinal);
            Assert.Empty(root.Parse(Arguments(example)).Errors);
        });
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_command_prints_json_where_it_has_a_result(string path)
    {
        var command = All(Program.Commands(), "leads").Single(entry => entry.Path == path).Command;

        // One runs until it is stopped, one prints JSON anyway, one a script; the last only has commands below it.
        Assert.Equal(path is not ("leads up" or "leads openapi" or "leads schema" or "leads completion" or "leads keys" or "leads secrets"), command.Options.Any(static option => option.Name == "--json"));
    }

    [Fact]
    public void The_page_lists_every_command_and_the_exit_codes()
    {
        Assert.All(Program.Commands().Subcommands, static command => Assert.Contains($"`leads {command.Name}", Page, StringComparison.Ordinal));
        Assert.All(new[] { ExitCodes.Done, ExitCodes.Failed, ExitCodes.DoneInPart }, static code => Assert.Contains($"\n| {code} | ", Page.ReplaceLineEndings("\n"), StringComparison.Ordinal));
    }

    [Fact]
    public void The_help_of_all_has_an_example_of_each_and_the_exit_codes()
    {
        var root = Program.Commands();
        var help = Help(root, ["--help"]);

        Assert.All(root.Subcommands.Cast<LeadsCommand>(), command => Assert.Contains(command.Examples[0], help, StringComparison.Ordinal));
        Assert.Contains("Exit codes:", help, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("leads imprt x.csv", "import")]
    [InlineData("leads import --nmbers x.csv", "--numbers")]
    [InlineData("leads import --nmbers", "--numbers")]
    [InlineData("leads redrive poisn", "poison")]
    public void A_misspelt_name_is_answered_with_the_right_one(string line, string meant)
    {
        using var output = new StringWriter();
        var code = Program.Commands().Parse(Arguments(line)).Invoke(new InvocationConfiguration { Output = output, Error = output });

        Assert.Equal(ExitCodes.Failed, code);
        Assert.Contains("Did you mean", output.ToString(), StringComparison.Ordinal);
        Assert.Contains(meant, output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bash", "complete ")]
    [InlineData("zsh", "compdef ")]
    [InlineData("powershell", "Register-ArgumentCompleter")]
    public void Completion_has_a_script_for_a_shell(string shell, string word) => Assert.Contains(word, CompletionCommand.ScriptFor(shell), StringComparison.Ordinal);

    private static IEnumerable<(string Path, Command Command)> All(Command above, string path) =>
        above.Subcommands.SelectMany(command => All(command, $"{path} {command.Name}").Prepend(($"{path} {command.Name}", command)));

    private static string Help(RootCommand root, string[] arguments)
    {
        using var output = new StringWriter();
        Assert.Equal(0, root.Parse(arguments).Invoke(new InvocationConfiguration { Output = output }));
        return output.ToString();
    }

    // The part of a line that is ours: behind a pipe, before a redirection.
    private static string[] Arguments(string line)
    {
        var own = line.Split(" | ")[^1].Split('>', 2)[0].Replace("source <(", "", StringComparison.Ordinal).Split(" < ", 2)[0].TrimEnd(')');
        return [.. System.CommandLine.Parsing.CommandLineParser.SplitCommandLine(own).Skip(1)];
    }
}
