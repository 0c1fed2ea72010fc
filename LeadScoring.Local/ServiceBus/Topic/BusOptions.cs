using System.Security.Cryptography;

namespace LeadScoring.Local.ServiceBus.Topic;

/// <summary>What the local bus is like: by default as the topic <c>lead-events</c> in <c>infra/modules/messaging.bicep</c>.</summary>
internal sealed record BusOptions
{
    /// <summary>The port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The key of the connection string: only who has it is let in. One for this start unless it is given.</summary>
    public string Key { get; init; } = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>Keeps what was taken, so that a restart loses nothing; null for memory alone.</summary>
    public string? Journal { get; init; }

    /// <summary>How long a session, or a dead letter that was received, belongs to its receiver unless it is renewed.</summary>
    public TimeSpan LockDuration { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>A message that was given back so often becomes a dead letter.</summary>
    public int MaxDeliveryCount { get; init; } = 10;

    /// <summary>How long a MessageId is remembered.</summary>
    public TimeSpan DuplicateWindow { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Largest message in bytes: that of the tier Standard.</summary>
    public ulong MaxMessageSize { get; init; } = 256 * 1024;

    /// <summary>False breaks it on purpose: a message that is sent again is delivered again. For tests of tests.</summary>
    public bool DetectsDuplicates { get; init; } = true;

    /// <summary>False breaks it on purpose: the newest message of a session comes first. For tests of tests.</summary>
    public bool KeepsOrder { get; init; } = true;

    /// <summary>False breaks it on purpose: a session that somebody holds is given to others too. For tests of tests.</summary>
    public bool LocksSessions { get; init; } = true;
}
