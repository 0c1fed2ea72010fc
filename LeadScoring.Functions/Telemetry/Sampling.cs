using System.Globalization;

using Microsoft.Extensions.Configuration;

using OpenTelemetry.Trace;

namespace LeadScoring.Functions.Telemetry;

/// <summary>
/// Which traces are kept, by OpenTelemetry's own settings. The exporter of Application Insights would decide again for each span that comes over a queue, and
/// leave pieces; so that a trace is kept or left as a whole, the decision at its beginning counts.
/// </summary>
internal static class Sampling
{
    private const string Name = "OTEL_TRACES_SAMPLER";
    private const string Argument = "OTEL_TRACES_SAMPLER_ARG";

    /// <summary>The sampler that the settings name; what they do not name keeps all that the caller keeps.</summary>
    public static Sampler Read(IConfiguration configuration) => configuration[Name]?.Trim().ToLowerInvariant() switch
    {
        "always_on" => new AlwaysOnSampler(),
        "always_off" => new AlwaysOffSampler(),
        "traceidratio" => Share(configuration),
        "parentbased_always_off" => new ParentBasedSampler(new AlwaysOffSampler()),
        "parentbased_traceidratio" => new ParentBasedSampler(Share(configuration)),
        _ => new ParentBasedSampler(new AlwaysOnSampler()),
    };

    // As the specification has it: without a usable share, all.
    private static TraceIdRatioBasedSampler Share(IConfiguration configuration) =>
        new(double.TryParse(configuration[Argument], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1 ? share : 1);
}
