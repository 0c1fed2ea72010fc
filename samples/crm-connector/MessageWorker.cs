using Azure;
using Azure.Messaging.ServiceBus;

using LeadScoring.CrmConnector.Crm;
using LeadScoring.CrmConnector.Settings;

namespace LeadScoring.CrmConnector;

/// <summary>Handles messages until it is stopped; after a failure it waits, longer each time.</summary>
internal sealed partial class MessageWorker(MessageHandler handler, TimeProvider time, ILogger<MessageWorker> logger) : BackgroundService
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = First;
        var said = "";
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await handler.Round(stoppingToken);
                (pause, said) = (First, "");
            }
            catch (Exception failure) when (Passes(failure, stoppingToken))
            {
                // Once, not at every attempt.
                if (Reason(failure) is var reason && reason != said)
                    LogWaiting(said = reason);
                await Task.Delay(pause, time, stoppingToken);
                // Somebody who closes a spreadsheet is not kept waiting for long.
                if (failure is not CrmFileBusyException)
                    pause = pause * 2 < Longest ? pause * 2 : Longest;
            }
        }
    }

    private static bool Passes(Exception failure, CancellationToken stopping) => !(failure is OperationCanceledException && stopping.IsCancellationRequested);

    // Our own messages hold ids only; others' could hold anything, so their kind must do.
    private static string Reason(Exception failure) => failure switch
    {
        CrmFileBusyException or AppNotRunningException => failure.Message,
        RequestFailedException refused => $"storage answered {refused.Status} {refused.ErrorCode}",
        ServiceBusException bus => $"Service Bus says {bus.Reason}",
        _ => failure.GetType().Name,
    };

    [LoggerMessage(9003, LogLevel.Warning, "Messages wait: {Reason}")]
    private partial void LogWaiting(string reason);
}
