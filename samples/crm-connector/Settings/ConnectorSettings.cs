namespace LeadScoring.CrmConnector.Settings;

/// <summary>The settings, checked; described in the README.</summary>
internal sealed record ConnectorSettings
{
    /// <summary>The CRM.</summary>
    public required string File { get; init; }

    /// <summary>Path of the mapping file.</summary>
    public required string Mapping { get; init; }

    /// <summary>How often the file is looked at for outcomes.</summary>
    public required TimeSpan Poll { get; init; }

    /// <summary>How many leads are taken from Service Bus at once.</summary>
    public required int Sessions { get; init; }

    /// <summary>Of a new file.</summary>
    public required char Separator { get; init; }

    /// <summary>Connection string of a Service Bus namespace, or of the one beside a local app; null for none.</summary>
    public string? ServiceBus { get; init; }

    /// <summary>Name of a Service Bus namespace that is reached with an identity; null for none.</summary>
    public string? Namespace { get; init; }

    /// <summary>A user-assigned identity's client id; null for the default one.</summary>
    public string? ClientId { get; init; }

    /// <summary>The storage of the local app, where there is no Service Bus; asked each time.</summary>
    public required Func<string> Storage { get; init; }

    /// <summary>The app; asked each time.</summary>
    public required Func<AppAddress> App { get; init; }
}
