using LeadScoring.Domain.Events;
using LeadScoring.Functions.Capture;
using LeadScoring.Functions.Configuration;
using LeadScoring.Functions.Faults;

using Microsoft.Extensions.Configuration;

namespace LeadScoring.Functions.Tracking;

/// <summary>Reads the section <c>LeadScoring:Tracking</c>: lists in one text, separated by commas.</summary>
internal static class TrackingSettings
{
    private const string Section = AppOptions.Section + ":Tracking";

    /// <exception cref="SettingException">An entry is unusable.</exception>
    public static TrackingOptions Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        var usual = new TrackingOptions();
        return new TrackingOptions
        {
            Origins = [.. List(section, "Origins", []).Select(Origin)],
            EventTypes = [.. List(section, "EventTypes", usual.EventTypes).Select(EventType)],
            ProfileFields = [.. List(section, "ProfileFields", usual.ProfileFields).Select(ProfileField)],
        };
    }

    private static IReadOnlyList<string> List(IConfigurationSection section, string name, IReadOnlyList<string> usual) =>
        section[name] is { } text && !string.IsNullOrWhiteSpace(text)
            ? text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            : usual;

    private static string Origin(string text)
    {
        if (text == SiteOrigins.Any)
            return text;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || SiteOrigins.Of(uri) is not { } origin)
            throw Unusable("Origins", text, "origins separated by commas, e.g. 'https://www.acme.example,https://docs.acme.example', or '*' for any");
        return text == origin ? text : throw Unusable("Origins", text, $"the origin exactly as browsers send it: '{origin}'");
    }

    private static string EventType(string text)
    {
        if (!EventTypes.IsType(text) && !EventTypes.IsPattern(text))
            throw Unusable("EventTypes", text, "types and patterns separated by commas, e.g. 'asset.downloaded,site.*'");
        return !VisitRules.IsReserved(text)
            ? text
            : throw Unusable("EventTypes", text, $"only types that any visitor may send, not {string.Join(", ", VisitRules.Reserved)}");
    }

    private static string ProfileField(string text) => text != "email"
        ? text
        : throw Unusable("ProfileFields", text, "fields such as 'company,jobTitle', without the address: that is the argument of identify");

    private static SettingException Unusable(string name, string value, string write) =>
        new($"The setting LeadScoring:Tracking:{name} is '{value}'; write {write}.");
}
