using System.CommandLine;

using LeadScoring.Local.Commands;

namespace LeadScoring.Local;

public static class Program
{
    // `up` ends by the web host's own handling of Ctrl-C and SIGTERM, which waits for work in flight.
    public static async Task<int> Main(string[] args)
    {
        var parsed = Commands().Parse(args);
        var code = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
        return code == ExitCodes.Failed && parsed.Errors.Count > 0 && parsed.CommandResult.Command is LeadsCommand command ? command.UsageCode : code;
    }

    /// <summary>All commands.</summary>
    internal static RootCommand Commands()
    {
        var root = new RootCommand("Lead scoring on this machine.")
        {
            UpCommand.Create(), LinkCommand.Create(), SeedCommand.Create(), ImportCommand.Create(), ListCommand.Create(), WhyCommand.Create(), ValidateCommand.Create(), SchemaCommand.Create(), ScoreCommand.Create(), ExplainCommand.Create(), DiffCommand.Create(),
            PreviewCommand.Create(), PublishCommand.Create(), RollbackCommand.Create(), MessagesCommand.Create(), SendCommand.Create(),
            RedriveCommand.Create(), BackupCommand.Create(), RestoreCommand.Create(), DoctorCommand.Create(), KeysCommand.Create(), SecretsCommand.Create(), OpenApiCommand.Create(), CompletionCommand.Create(),
        };
        LeadsCommand.AddExamples(root);
        return root;
    }
}
