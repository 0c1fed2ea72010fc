using System.Globalization;

using LeadScoring.Local.Files;

namespace LeadScoring.Local.Host;

/// <summary>The queue settings of host.json, with the Functions host's own defaults and override names.</summary>
internal sealed record HostJson
{
    public int BatchSize { get; private init; } = 16;

    public int NewBatchThreshold { get; private init; } = 8;

    public int MaxDequeueCount { get; private init; } = 5;

    /// <summary>How long a message stays invisible after its function failed.</summary>
    public TimeSpan VisibilityTimeout { get; private init; } = TimeSpan.Zero;

    public TimeSpan MaxPollingInterval { get; private init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Every setting can be overridden as in the Functions host, by
    /// <c>AzureFunctionsJobHost__extensions__queues__visibilityTimeout</c> and so on.
    /// </summary>
    public static HostJson Read(IConfiguration hostJson, IConfiguration settings)
    {
        var file = hostJson.GetSection("extensions:queues");
        var overrides = settings.GetSection("AzureFunctionsJobHost:extensions:queues");
        string? Text(string name) => overrides[name] ?? file[name];

        if (Text("messageEncoding") is { } encoding && !encoding.Equals("base64", StringComparison.OrdinalIgnoreCase))
            throw Bad("messageEncoding", encoding, "base64", null);

        var defaults = new HostJson();
        return new HostJson
        {
            BatchSize = Number("batchSize", defaults.BatchSize, 1, 32),
            NewBatchThreshold = Number("newBatchThreshold", defaults.NewBatchThreshold, 0, 1000),
            MaxDequeueCount = Number("maxDequeueCount", defaults.MaxDequeueCount, 1, 1000),
            VisibilityTimeout = Span("visibilityTimeout", defaults.VisibilityTimeout),
            MaxPollingInterval = Span("maxPollingInterval", defaults.MaxPollingInterval),
        };

        int Number(string name, int otherwise, int least, int most)
        {
            if (Text(name) is not { } text)
                return otherwise;
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
                ? number
                : throw Bad(name, text, otherwise.ToString(CultureInfo.InvariantCulture), $"a whole number from {least} to {most}");
        }

        TimeSpan Span(string name, TimeSpan otherwise)
        {
            if (Text(name) is not { } text)
                return otherwise;
            return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) && span >= TimeSpan.Zero && span <= TimeSpan.FromDays(7)
                ? span
                : throw Bad(name, text, "00:00:30", "a time of at most 7 days");
        }

        StartException Bad(string name, string value, string example, string? wanted) => new("LS-LOCAL-012",
            $"The setting extensions.queues.{name} of host.json is '{value}'; it must be {wanted ?? example}.", $"Write for example \"{name}\": \"{example}\".");
    }
}
