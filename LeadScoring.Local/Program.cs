using System.CommandLine;

using LeadScoring.Local.Commands;

namespace LeadScoring.Local;

public static class Program
{
    public static Task<int> Main(string[] args)
    {
        var root = new RootCommand("Lead scoring on this machine.")
        {
            UpCommand.Create(), SeedCommand.Create(), ImportCommand.Create(), SendCommand.Create(),
            RedriveCommand.Create(), BackupCommand.Create(), RestoreCommand.Create(), DoctorCommand.Create(), KeysCommand.Create(), OpenApiCommand.Create(),
        };
        // `up` ends by the web host's own handling of Ctrl-C and SIGTERM, which waits for work in flight.
        return root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
    }
}
