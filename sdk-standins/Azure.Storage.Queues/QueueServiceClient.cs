using Azure.Core;
using Azure.Storage.Queues.Models;
using Azure.Storage.Standins;

namespace Azure.Storage.Queues;

public class QueueServiceClient
{
    private readonly QueueRest _rest;

    protected QueueServiceClient()
    {
    }

    public QueueServiceClient(string connectionString)
        : this(connectionString, null)
    {
    }

    public QueueServiceClient(string connectionString, QueueClientOptions options) => _rest = QueueRest.Connect(connectionString, options);

    public QueueServiceClient(Uri serviceUri, TokenCredential credential, QueueClientOptions options = null) => _rest = QueueRest.Connect(serviceUri, credential, options);

    public virtual Uri Uri => _rest.Endpoint;

    public virtual string AccountName => _rest.Account;

    public virtual QueueClient GetQueueClient(string queueName) => new(_rest, queueName);

    public virtual AsyncPageable<QueueItem> GetQueuesAsync(QueueTraits traits = QueueTraits.None, string prefix = null, CancellationToken cancellationToken = default)
    {
        if (traits is not QueueTraits.None)
            throw new NotSupportedException("This stand-in of Azure.Storage.Queues lists names only (QueueTraits.None).");
        return new Paged<QueueItem>(
            async (marker, size) =>
            {
                var query = QueueRest.Query(("comp", "list"), ("prefix", prefix), ("marker", marker), ("maxresults", size?.ToString(System.Globalization.CultureInfo.InvariantCulture)));
                var response = await _rest.SendAsync(_rest.Create(RequestMethod.Get, query), cancellationToken).ConfigureAwait(false);
                var next = System.Xml.Linq.XDocument.Load(response.Content.ToStream()).Root.Element("NextMarker")?.Value;
                var queues = QueueRest.ReadElements(response, "Queue").ConvertAll(queue => new QueueItem { Name = queue["Name"] });
                return Page<QueueItem>.FromValues(queues, string.IsNullOrEmpty(next) ? null : next, response);
            },
            null,
            cancellationToken);
    }
}
