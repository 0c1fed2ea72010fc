using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace LeadScoring.Local.Commands;

/// <summary>A command with examples, which its help shows.</summary>
/// <param name="name">As it is typed.</param>
/// <param name="description">What it does.</param>
/// <param name="examples">Whole command lines; at least one.</param>
internal sealed class LeadsCommand(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>Whole command lines.</summary>
    public IReadOnlyList<string> Examples => examples;

    /// <summary>The exit code of a command line that cannot be understood.</summary>
    public int UsageCode { get; set; } = ExitCodes.Failed;

    /// <summary>Lets the help of a command and of all below it show examples, and the root's the exit codes.</summary>
    public static void AddExamples(RootCommand root)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
        {
            if (option.Action is HelpAction help)
                option.Action = new HelpWithExamples(help);
        }
    }

    private sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var code = help.Invoke(parseResult);
            var output = parseResult.InvocationConfiguration.Output;
            var command = parseResult.CommandResult.Command;
            IEnumerable<string> lines = command is LeadsCommand one ? one.Examples : command.Subcommands.OfType<LeadsCommand>().Select(static each => each.Examples[0]);
            output.WriteLine("Examples:");
            foreach (var line in lines)
                output.WriteLine($"  {line}");
            output.WriteLine();
            if (command is RootCommand)
            {
                output.WriteLine("Exit codes:");
                output.WriteLine("  0  done");
                output.WriteLine("  1  not done, or not to the end; standard error says why");
                output.WriteLine("  2  done, but for parts that are named");
                output.WriteLine();
            }

            return code;
        }
    }
}
