using System.Net.Sockets;

using Azure;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;

using LeadScoring.Functions.Configuration;
using LeadScoring.Functions.Faults;
using LeadScoring.Local.Files;

namespace LeadScoring.Local.Storage;

/// <summary>Asks the configured storage for a sign of life, so that a wrong setting is said at start and not at the first event.</summary>
internal static class StorageCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <exception cref="StartException">It does not answer, or refuses; the message names the setting.</exception>
    public static async Task Reach(IConfiguration settings, CancellationToken cancellation)
    {
        var queues = StorageConnection.OfQueues(settings);
        // Any answer will do; a queue or table of this name need not be there.
        await Reach(queues, async () =>
        {
            var service = queues.Queues(Brief(QueueClients.Options()));
            await Ask(queues, service.Uri, () => service.GetQueueClient("lead-rescore").ExistsAsync(cancellation), cancellation);
        });
        var tables = StorageConnection.OfTables(settings);
        await Reach(tables, async () =>
        {
            var service = tables.Tables(Brief(new TableClientOptions()));
            await Ask(tables, service.Uri, async () => await service.QueryAsync(maxPerPage: 1, cancellationToken: cancellation).AsPages().FirstOrDefaultAsync(cancellation), cancellation);
        });
    }

    private static T Brief<T>(T options)
        where T : ClientOptions
    {
        options.Retry.MaxRetries = 1;
        options.Retry.NetworkTimeout = Patience;
        return options;
    }

    private static async Task Reach(StorageConnection connection, Func<Task> ask)
    {
        try
        {
            await ask();
        }
        catch (SettingException bad)
        {
            throw new StartException("LS-LOCAL-012", bad.Message,
                $"For {connection.Name} write for example UseDevelopmentStorage=true for an Azurite on its usual ports, or leave it out: then `leads up` starts one.", bad);
        }
    }

    private static async Task Ask(StorageConnection connection, Uri service, Func<Task> ask, CancellationToken cancellation)
    {
        var where = service.GetLeftPart(UriPartial.Authority);
        try
        {
            await ask();
        }
        catch (RequestFailedException refused) when (refused.Status is 401 or 403)
        {
            throw connection.ConnectionString is null
                ? new StartException("LS-LOCAL-011", $"The storage at {where} refuses the identity of {connection.Name} ({refused.ErrorCode}).",
                    "Give it the roles Storage Queue Data Contributor and Storage Table Data Contributor on the account, and wait some minutes until they take effect.", refused)
                : new StartException("LS-LOCAL-011", $"The storage at {where} refuses the account or key of {connection.Name} ({refused.ErrorCode}).", "Check AccountName and AccountKey.", refused);
        }
        catch (AuthenticationFailedException nobody)
        {
            throw new StartException("LS-LOCAL-011", $"No token is available for the storage at {where} with the identity of {connection.Name}: {nobody.Message}",
                $"Check {connection.Name}__credential and {connection.Name}__clientId, or sign in with `az login` and leave both out.", nobody);
        }
        catch (Exception cause) when (cause is RequestFailedException or AggregateException or SocketException or HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            throw new StartException("LS-LOCAL-011", $"The storage at {where} (setting {connection.Name}) does not answer.",
                "Start it, or leave the setting out: then `leads up` starts its own Azurite.", cause);
        }
    }
}
