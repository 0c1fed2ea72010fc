using LeadScoring.Functions.Models;
using LeadScoring.Functions.Previews;
using LeadScoring.Functions.Publishing;

using Microsoft.Extensions.DependencyInjection;

namespace LeadScoring.Functions;

/// <summary>Wires previews and publishing.</summary>
internal static class PublishingRegistration
{
    public static IServiceCollection AddPublishing(this IServiceCollection services) => services
        .AddSingleton<ApprovalStore>()
        .AddSingleton<PreviewStore>()
        .AddSingleton<PreviewStarter>()
        .AddSingleton<Candidates>()
        .AddSingleton<LeadTrial>()
        .AddSingleton<PreviewBuckets>()
        .AddSingleton<SmallPreview>()
        .AddSingleton<PreviewResults>()
        .AddSingleton<DraftChecks>()
        .AddSingleton<PreviewAnswers>()
        .AddSingleton<PreviewHandler>()
        .AddSingleton<DraftHandler>()
        .AddSingleton<PublishEffect>()
        .AddSingleton<PublishHandler>()
        .AddSingleton<VersionsHandler>()
        .AddSingleton<ApproveHandler>()
        .AddSingleton<ReviewStore>()
        .AddSingleton<ReviewReminder>();
}
