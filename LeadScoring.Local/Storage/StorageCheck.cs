using System.Net.Sockets;

using Azure;
using Azure.Storage.Queues;

using LeadScoring.Local.Hosting;
using LeadScoring.Local.Queues;

namespace LeadScoring.Local.Storage;

/// <summary>Asks the configured storage for a sign of life, so that a wrong setting is said at start and not at the first event.</summary>
internal static class StorageCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static async Task Reach(string connection, CancellationToken cancellation)
    {
        var options = QueueClients.Options();
        options.Retry.MaxRetries = 1;
        options.Retry.NetworkTimeout = Patience;
        QueueServiceClient service;
        try
        {
            service = new QueueServiceClient(connection, options);
        }
        catch (Exception cause) when (cause is FormatException or ArgumentException or InvalidOperationException)
        {
            throw new StartException("LS-LOCAL-012", "The setting AzureWebJobsStorage is not the connection string of a storage account.",
                "Write for example UseDevelopmentStorage=true for an Azurite on its usual ports, or leave it out: then `leads up` starts one.", cause);
        }
        try
        {
            // Any answer will do; a queue of this name need not be there.
            await service.GetQueueClient("lead-rescore").ExistsAsync(cancellation);
        }
        catch (RequestFailedException refused) when (refused.Status is 401 or 403)
        {
            throw new StartException("LS-LOCAL-011", $"The storage at {service.Uri.GetLeftPart(UriPartial.Authority)} refuses the account or key of AzureWebJobsStorage ({refused.ErrorCode}).", "Check AccountName and AccountKey.", refused);
        }
        catch (Exception cause) when (cause is RequestFailedException or AggregateException or SocketException or HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            throw new StartException("LS-LOCAL-011", $"The storage at {service.Uri.GetLeftPart(UriPartial.Authority)} (setting AzureWebJobsStorage) does not answer.",
                "Start it, or leave the setting out: then `leads up` starts an Azurite of its own.", cause);
        }
    }
}
