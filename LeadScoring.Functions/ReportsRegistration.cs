using LeadScoring.Functions.Reports;

using Microsoft.Extensions.DependencyInjection;

namespace LeadScoring.Functions;

/// <summary>Wires the reports.</summary>
internal static class ReportsRegistration
{
    public static IServiceCollection AddReports(this IServiceCollection services) => services
        .AddSingleton<ReportQuery>()
        .AddSingleton<ReportRuns>()
        .AddSingleton<ReportParts>()
        .AddSingleton<ReportStarter>()
        .AddSingleton<ReportBuckets>()
        .AddSingleton<PastDecisions>()
        .AddSingleton<ServiceLevelReader>()
        .AddSingleton<OverviewReader>()
        .AddSingleton<IReport, ServiceLevelReport>()
        .AddSingleton<IReport, OverviewReport>()
        .AddSingleton<ReportsHandler>();
}
