using System.Net.Sockets;

using Azure;
using Azure.Identity;
using Azure.Messaging.ServiceBus;

using LeadScoring.Functions.Faults;
using LeadScoring.Local.Files;

namespace LeadScoring.Local.Storage;

/// <summary>Says what a command stumbled over, with what to do.</summary>
internal static class StoreFailures
{
    /// <summary>Runs a command; what it cannot go on with is told on standard error.</summary>
    /// <returns>Its exit code; 1 when it could not be done.</returns>
    public static async Task<int> Told(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (Exception problem) when (Explain(problem) is { } text)
        {
            await Console.Error.WriteLineAsync(text);
            return 1;
        }
    }

    private static string? Explain(Exception problem) => problem switch
    {
        CommandException or StartException => problem.Message,
        SettingException => Text("LS-STORAGE-001", problem.Message, "Change the setting as shown, or name the storage with --storage or --account."),
        AuthenticationFailedException => Text("LS-STORAGE-004", "No identity is available to access the account.", "Log in with `az login`, or give a connection string with --storage."),
        RequestFailedException { Status: 401 or 403 } refused => Text("LS-STORAGE-004", $"The storage refuses this identity or key ({refused.ErrorCode}).",
            "Give yourself the roles Storage Table Data Contributor and Storage Queue Data Contributor on the account, or check the key."),
        RequestFailedException { Status: 404 } missing => Text("LS-STORAGE-004", $"A table or queue of the app does not exist ({missing.ErrorCode}).",
            "Check that the account is the app's; if no app was ever started on it, it is still empty."),
        RequestFailedException failed => Text("LS-STORAGE-004", $"The storage answered {failed.Status} {failed.ErrorCode}.", "Run the command again: repeating what was done already does no harm."),
        AggregateException or SocketException or HttpRequestException => Text("LS-STORAGE-004", "The storage does not answer.", "Check that the account's name is correct, and that its firewall allows this machine."),
        ServiceBusException failed => Text("LS-REDRIVE-002", $"Service Bus answers {failed.Reason}.", "Check that the topic and the subscription exist, and that you have the roles Azure Service Bus Data Receiver and Data Sender."),
        TimeoutException => Text("LS-STORAGE-004", problem.Message, "Run the command again: repeating what was done already does no harm."),
        NewerStateException => Text("LS-LEAD-005", problem.Message, "Use the `leads` of the app's version, or a later one."),
        UnauthorizedAccessException or IOException => Text("LS-STORAGE-005", problem.Message, "Check that the file or folder exists, and that you may read or write it."),
        _ => null,
    };

    private static string Text(string code, string problem, string fix) => new CommandException(code, problem, fix).Message;
}
