using LeadScoring.Functions.Health;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Leads.Curves;
using LeadScoring.Functions.Leads.Detail;
using LeadScoring.Functions.Leads.Explanations;
using LeadScoring.Functions.Leads.List;
using LeadScoring.Functions.Leads.Timeline;
using LeadScoring.Functions.Messages;
using LeadScoring.Functions.Reports;
using LeadScoring.Functions.Trying;

using Microsoft.Extensions.DependencyInjection;

namespace LeadScoring.Functions;

/// <summary>Wires what reads: leads, messages, health.</summary>
internal static class LeadsRegistration
{
    public static IServiceCollection AddReading(this IServiceCollection services) => services
        .AddSingleton<LeadAddress>()
        .AddSingleton<CurrentScores>()
        .AddSingleton<BoardModels>()
        .AddSingleton<BoardVisits>()
        .AddSingleton<HottestLeads>()
        .AddSingleton<BoardForm>()
        .AddSingleton<BoardCounts>()
        .AddSingleton<LeadSearch>()
        .AddSingleton<WorkList>()
        .AddSingleton<LeadListHandler>()
        .AddSingleton<LeadCsvHandler>()
        .AddSingleton<LeadHandler>()
        .AddSingleton<FindHandler>()
        .AddSingleton<TimelineReader>()
        .AddSingleton<TimelineHandler>()
        .AddSingleton<LogFold>()
        .AddSingleton<ModelOfLead>()
        .AddSingleton<ExplanationQuery>()
        .AddSingleton<LogAnswers>()
        .AddSingleton<ExplanationHandler>()
        .AddSingleton<CurveQuery>()
        .AddSingleton<CurveMaker>()
        .AddSingleton<CurveHandler>()
        .AddSingleton<TryHandler>()
        .AddSingleton<ReportHandler>()
        .AddSingleton<MessagesHandler>()
        .AddSingleton<HealthHandler>()
        .AddSingleton<DeepHealth>();
}
