using Azure.Messaging.ServiceBus;
using LeadScoring.Local.ServiceBus;
using LeadScoring.Local.ServiceBus.Faults;
using LeadScoring.Local.ServiceBus.Topic;

namespace LeadScoring.Tests.Kit.Drivers;

/// <summary>The local Service Bus in this process, and the genuine client connected to it.</summary>
internal sealed class TestBus : IAsyncDisposable
{
    public const string Topic = "lead-events", Subscription = "crm-sync";

    public TestBus(BusOptions? options = null, TimeProvider? clock = null)
    {
        Bus = LocalBus.Start(options ?? new BusOptions(), clock ?? TimeProvider.System);
        Client = Connect(retries: 3);
    }

    /// <summary>For a class of tests, which ends it.</summary>
    public static TestBus Start() => new();

    public LocalBus Bus { get; }

    /// <summary>Tries again quickly.</summary>
    public ServiceBusClient Client { get; }

    public BusFaults Faults => Bus.Faults;

    /// <summary>Messages that wait for the CRM, those that somebody holds too.</summary>
    public int Waiting => Bus.Topic.Peek(Place(), null, 0, int.MaxValue).Count;

    public IReadOnlyList<DeliveredMessage> DeadLetters => Bus.Topic.Peek(Place(deadLetters: true), null, 0, int.MaxValue);

    /// <summary>A client of its own.</summary>
    /// <param name="retries">How often it tries again by itself.</param>
    /// <param name="patience">How long it waits for an answer; null for 5 s.</param>
    public ServiceBusClient Connect(int retries, TimeSpan? patience = null) => new(Bus.ConnectionString, new ServiceBusClientOptions
    {
        RetryOptions = new ServiceBusRetryOptions { MaxRetries = retries, Delay = TimeSpan.FromMilliseconds(20), MaxDelay = TimeSpan.FromMilliseconds(100), TryTimeout = patience ?? TimeSpan.FromSeconds(5) },
    });

    public BusPlace Place(string subscription = Subscription, bool deadLetters = false) => Bus.Topic.Find(subscription, deadLetters)!;

    /// <summary>Sends a message as any client could.</summary>
    public async Task Send(string id, string? session, string type = "lead.qualified")
    {
        await using var sender = Client.CreateSender(Topic);
        await sender.SendMessageAsync(Message(id, session, type));
    }

    public static ServiceBusMessage Message(string id, string? session, string type = "lead.qualified")
    {
        var message = new ServiceBusMessage($"body of {id}") { MessageId = id, Subject = type };
        if (session is not null)
            message.SessionId = session;
        message.ApplicationProperties["type"] = type;
        return message;
    }

    public Task<ServiceBusSessionReceiver> Accept(string session) => Client.AcceptSessionAsync(Topic, Subscription, session);

    public Task<ServiceBusSessionReceiver> AcceptNext() => Client.AcceptNextSessionAsync(Topic, Subscription);

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        Bus.Dispose();
    }
}
