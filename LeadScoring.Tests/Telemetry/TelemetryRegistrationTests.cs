using LeadScoring.Functions;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Telemetry;

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace LeadScoring.Tests.Telemetry;

/// <summary>Where telemetry goes by the settings. Nothing is started, so nothing is sent.</summary>
public sealed class TelemetryRegistrationTests
{
    private const string Insights = "InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint=http://127.0.0.1:1/";
    private const string Identity = "ClientId=0f4f0f0e-8f7b-4d5a-9f4b-0d6f1b1c2d3e;Authorization=AAD";

    [Theory]
    [InlineData(null, null)]
    [InlineData("", "")]
    [InlineData(" ", " ")]
    public void No_exporter_is_added_without_an_endpoint(string? otlp, string? insights) => Assert.Empty(Registered(otlp, insights, null));

    [Theory]
    [InlineData("http://127.0.0.1:1", null, null)]
    [InlineData(null, Insights, null)]
    [InlineData(null, Insights, "Authorization=AAD")]
    [InlineData("http://127.0.0.1:1", Insights, Identity)]
    public void All_three_signals_are_sent_with_one_or_two_endpoints(string? otlp, string? insights, string? authentication)
    {
        var services = Registered(otlp, insights, authentication);

        Assert.All([typeof(TracerProvider), typeof(MeterProvider), typeof(LoggerProvider)], signal => Assert.Contains(services, service => service.ServiceType == signal));
    }

    [Theory]
    [InlineData("Authorization=AAD", null)]
    [InlineData(" ClientId = 0f4f0f0e-8f7b-4d5a-9f4b-0d6f1b1c2d3e ; Authorization = aad ;", null)]
    [InlineData("AAD", "ClientId=00000000-0000-0000-0000-000000000000;Authorization=AAD")]
    [InlineData("ClientId=0f4f0f0e-8f7b-4d5a-9f4b-0d6f1b1c2d3e", "Authorization=AAD")]
    [InlineData("ClientId=me;Authorization=AAD", "Authorization=AAD")]
    [InlineData("Authorization=AAD;Secret=s3cret", "Authorization=AAD")]
    public void The_identity_for_Application_Insights_is_read_or_refused_with_an_example(string authentication, string? example)
    {
        if (example is null)
        {
            Assert.NotNull(InsightsSettings.Read(Settings(null, Insights, authentication))!.Credential);
            return;
        }

        var refused = Assert.Throws<SettingException>(() => InsightsSettings.Read(Settings(null, Insights, authentication)));
        Assert.Contains(example, refused.Message, StringComparison.Ordinal);
        Assert.Contains("APPLICATIONINSIGHTS_AUTHENTICATION_STRING", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, "ParentBased{AlwaysOnSampler}")]
    [InlineData("parentbased_traceidratio", "0.25", "ParentBased{TraceIdRatioBasedSampler{0.250000}}")]
    [InlineData(" TraceIdRatio ", "0.1", "TraceIdRatioBasedSampler{0.100000}")]
    [InlineData("traceidratio", "2", "TraceIdRatioBasedSampler{1.000000}")]
    [InlineData("traceidratio", "x", "TraceIdRatioBasedSampler{1.000000}")]
    [InlineData("always_on", null, "AlwaysOnSampler")]
    [InlineData("always_off", null, "AlwaysOffSampler")]
    [InlineData("parentbased_always_off", null, "ParentBased{AlwaysOffSampler}")]
    [InlineData("microsoft.rate_limited", "1", "ParentBased{AlwaysOnSampler}")]
    public void The_settings_of_OpenTelemetry_decide_which_traces_are_kept(string? name, string? argument, string sampler) => Assert.Equal(
        sampler,
        Sampling.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal) { ["OTEL_TRACES_SAMPLER"] = name, ["OTEL_TRACES_SAMPLER_ARG"] = argument }).Build()).Description);

    private static ServiceCollection Registered(string? otlp, string? insights, string? authentication)
    {
        var services = new ServiceCollection();
        services.AddTelemetry(Settings(otlp, insights, authentication));
        return services;
    }

    private static IConfiguration Settings(string? otlp, string? insights, string? authentication) => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = otlp,
        ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = insights,
        ["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"] = authentication,
    }).Build();
}
