using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Linting;
using LeadScoring.Local.Client;

namespace LeadScoring.Local.Validating;

/// <summary>What an app knows of a document's model, as its own checks know it; but for what only a preview counts.</summary>
internal static class PublishedModel
{
    /// <summary>Whether and when the model was published, and which other models there are; nothing without an app.</summary>
    public static async Task<LintContext> Context(AppClient? app, ModelDefinition definition, CancellationToken cancellation)
    {
        if (app is null)
            return LintContext.Unknown;
        using var answer = await app.Get($"/api/v1/models/{definition.Id}", cancellation);
        var live = answer is not null && answer.RootElement.TryGetProperty("version", out var version) ? version.GetInt32() : (int?)null;
        return new LintContext
        {
            IsFirstPublish = live is null,
            PublishedAt = live is null ? null : PublishedAt(answer!.RootElement, live.Value),
            Models = definition.Audience.Models.IsEmpty ? null : await Models(app, cancellation),
        };
    }

    private static DateTimeOffset PublishedAt(JsonElement model, int live) => DateTimeOffset.Parse(
        model.GetProperty("versions").EnumerateArray().Single(version => version.GetProperty("version").GetInt32() == live).GetProperty("at").GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static async Task<ImmutableSortedSet<string>?> Models(AppClient app, CancellationToken cancellation)
    {
        using var answer = await app.Get("/api/v1/models", cancellation);
        return answer?.RootElement.GetProperty("models").EnumerateArray().Select(static model => model.GetProperty("model").GetString()!).ToImmutableSortedSet(StringComparer.Ordinal);
    }
}
