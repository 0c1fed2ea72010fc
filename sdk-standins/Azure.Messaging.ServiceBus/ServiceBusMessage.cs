namespace Azure.Messaging.ServiceBus;

public class ServiceBusMessage
{
    private const int MaxIdLength = 128;

    private string _messageId;
    private string _sessionId;
    private string _partitionKey;
    private BinaryData _body;
    private TimeSpan _timeToLive = TimeSpan.MaxValue;

    public ServiceBusMessage()
        : this(ReadOnlyMemory<byte>.Empty)
    {
    }

    public ServiceBusMessage(string body)
        : this(new BinaryData(body))
    {
    }

    public ServiceBusMessage(ReadOnlyMemory<byte> body)
        : this(new BinaryData(body))
    {
    }

    public ServiceBusMessage(BinaryData body)
    {
        ArgumentNullException.ThrowIfNull(body);
        _body = body;
    }

    /// <summary>A message to send on: what the sender set, not what the broker did.</summary>
    public ServiceBusMessage(ServiceBusReceivedMessage receivedMessage)
    {
        ArgumentNullException.ThrowIfNull(receivedMessage);
        Body = receivedMessage.Body;
        ContentType = receivedMessage.ContentType;
        CorrelationId = receivedMessage.CorrelationId;
        MessageId = receivedMessage.MessageId;
        PartitionKey = receivedMessage.PartitionKey;
        ReplyTo = receivedMessage.ReplyTo;
        ReplyToSessionId = receivedMessage.ReplyToSessionId;
        SessionId = receivedMessage.SessionId;
        Subject = receivedMessage.Subject;
        TimeToLive = receivedMessage.TimeToLive;
        To = receivedMessage.To;
        foreach (var (name, value) in receivedMessage.ApplicationProperties)
            ApplicationProperties[name] = value;
    }

    public BinaryData Body
    {
        get => _body;
        set => _body = value ?? throw new ArgumentNullException(nameof(Body));
    }

    public string MessageId
    {
        get => _messageId;
        set => _messageId = AtMost128(value, nameof(MessageId));
    }

    public string PartitionKey
    {
        get => _partitionKey;
        set
        {
            _partitionKey = AtMost128(value, nameof(PartitionKey));
            if (_sessionId is not null && value is not null && _sessionId != value)
                throw new ArgumentOutOfRangeException(nameof(PartitionKey), $"PartitionKey '{value}' differs from SessionId '{_sessionId}'.");
        }
    }

    /// <summary>The session; it is the partition key too.</summary>
    public string SessionId
    {
        get => _sessionId;
        set
        {
            _sessionId = AtMost128(value, nameof(SessionId));
            if (_partitionKey is not null && value is not null)
                _partitionKey = value;
        }
    }

    public string ReplyToSessionId { get; set; }

    public TimeSpan TimeToLive
    {
        get => _timeToLive;
        set => _timeToLive = value > TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(nameof(TimeToLive));
    }

    public string CorrelationId { get; set; }

    public string Subject { get; set; }

    public string To { get; set; }

    public string ContentType { get; set; }

    public string ReplyTo { get; set; }

    public DateTimeOffset ScheduledEnqueueTime { get; set; }

    public IDictionary<string, object> ApplicationProperties { get; } = new Dictionary<string, object>();

    public override string ToString() => $"{{MessageId:{MessageId}}}";

    private static string AtMost128(string value, string name) => value switch
    {
        null => null,
        "" => throw new ArgumentException($"{name} cannot be empty.", name),
        { Length: > MaxIdLength } => throw new ArgumentOutOfRangeException(name, $"{name} cannot have more than {MaxIdLength} characters; it has {value.Length}."),
        _ => value,
    };
}
