using LeadScoring.Local.ServiceBus.Faults;
using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Framing;

namespace LeadScoring.Local.ServiceBus.Amqp;

/// <summary>Errors by the names that the clients of Service Bus know.</summary>
internal static class BusErrors
{
    public static Error ServerBusy { get; } = Make("com.microsoft:server-busy", "The request was throttled.");

    public static Error Unauthorized { get; } = Make(AmqpErrorCode.UnauthorizedAccess.Value, "The claim 'Send' or 'Listen' is missing.");

    public static Error QuotaExceeded { get; } = Make(AmqpErrorCode.ResourceLimitExceeded.Value, "The topic is full.");

    public static Error Disabled { get; } = Make("com.microsoft:entity-disabled", "The topic is switched off.");

    public static Error MessageLockLost { get; } = Make("com.microsoft:message-lock-lost", "The lock of the message has expired, or it was settled before.");

    public static Error SessionLockLost { get; } = Make("com.microsoft:session-lock-lost", "The lock of the session has expired.");

    public static Error SessionCannotBeLocked { get; } = Make("com.microsoft:session-cannot-be-locked", "Another receiver holds the session.");

    public static Error Timeout { get; } = Make("com.microsoft:timeout", "No session has messages.");

    public static Error NotAllowed { get; } = Make(AmqpErrorCode.NotAllowed.Value, "The subscription requires sessions: receive from a session.");

    public static Error NotFound(string address) => Make(AmqpErrorCode.NotFound.Value, $"There is no '{address}'.");

    /// <summary>What a fault is answered with.</summary>
    public static Error Of(BusFault fault) => fault switch
    {
        BusFault.ServerBusy => ServerBusy,
        BusFault.Unauthorized => Unauthorized,
        BusFault.QuotaExceeded => QuotaExceeded,
        BusFault.Disabled => Disabled,
        BusFault.LockLost => SessionLockLost,
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "Not answered at all."),
    };

    private static Error Make(string condition, string description) => new() { Condition = condition, Description = description };
}
