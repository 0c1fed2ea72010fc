using System.Globalization;

using LeadScoring.Domain.Models.Linting;
using LeadScoring.Domain.Values;
using LeadScoring.Local.Client;

namespace LeadScoring.Local.Validating;

/// <summary>What an app knows of a model's versions.</summary>
internal static class PublishedModel
{
    /// <summary>Whether the model was published, and when; nothing without an app.</summary>
    public static async Task<LintContext> Context(AppClient? app, string id, CancellationToken cancellation)
    {
        if (app is null)
            return LintContext.Unknown;
        using var answer = await app.Get($"/api/v1/models/{id}", cancellation);
        if (answer is null || answer.RootElement.GetProperty("versions").GetArrayLength() == 0)
            return new LintContext { IsFirstPublish = true };
        var last = answer.RootElement.GetProperty("versions").EnumerateArray().Last().GetProperty("at").GetString()!;
        return new LintContext { PublishedOn = Day.Of(DateTimeOffset.Parse(last, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)) };
    }
}
