using LeadScoring.Functions.Health;
using LeadScoring.Functions.Leads.Csv;
using LeadScoring.Functions.Messages;

using Microsoft.Extensions.DependencyInjection;

namespace LeadScoring.Functions.Leads;

/// <summary>Wires what reads: leads, messages, health.</summary>
internal static class LeadsRegistration
{
    public static IServiceCollection AddReading(this IServiceCollection services) => services
        .AddSingleton<LeadAddress>()
        .AddSingleton<LeadFigures>()
        .AddSingleton<BoardModels>()
        .AddSingleton<BoardVisits>()
        .AddSingleton<HottestLeads>()
        .AddSingleton<WorkList>()
        .AddSingleton<LeadListHandler>()
        .AddSingleton<LeadCsvHandler>()
        .AddSingleton<LeadHandler>()
        .AddSingleton<TimelineReader>()
        .AddSingleton<TimelineHandler>()
        .AddSingleton<LogFold>()
        .AddSingleton<ExplanationQuery>()
        .AddSingleton<ExplanationReports>()
        .AddSingleton<ExplanationHandler>()
        .AddSingleton<ReportHandler>()
        .AddSingleton<MessagesHandler>()
        .AddSingleton<HealthHandler>()
        .AddSingleton<DeepHealth>();
}
