using System.Collections.Immutable;
using System.Globalization;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Capture;
using LeadScoring.Functions.Configuration;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Sources.Connections;
using LeadScoring.Functions.Sources.Descriptors;

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
            Identify = Mode(section),
            IdentifySecrets = Secrets(section),
            NewLeads = new IdentifyLimits(
                Number(section, "NewLeadsPerSite", IdentifyLimits.Usual.Site), Number(section, "NewLeadsPerAddress", IdentifyLimits.Usual.Address)),
            FastTracksPerSite = Number(section, "FastTracksPerSite", usual.FastTracksPerSite),
            ProfileFields = [.. List(section, "ProfileFields", usual.ProfileFields).Select(ProfileField)],
        };
    }

    private static IdentifyMode Mode(IConfigurationSection section)
    {
        var text = section["Identify"];
        var mode = text switch
        {
            null or "" or "claim" => IdentifyMode.Claim,
            "signed" => IdentifyMode.Signed,
            "off" => IdentifyMode.Off,
            _ => throw Unusable("Identify", text, "'claim', 'signed' or 'off'"),
        };
        if (mode == IdentifyMode.Signed && List(section, "IdentifySecrets", []).Count == 0)
            throw Unusable("Identify", "signed", "the name of a secret in LeadScoring:Tracking:IdentifySecrets too: without one no signature is right");
        return mode;
    }

    // E.g. 'site_2026 until=2027-01-31, site_2027 from=2027-01-01': both count while one takes the other's place.
    private static ImmutableArray<SecretName> Secrets(IConfigurationSection section) => [.. List(section, "IdentifySecrets", []).Select(static entry =>
    {
        var words = entry.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var secret = new SecretName(words[0], SecretUse.Sign, null, null);
        foreach (var word in words[1..])
        {
            var (name, day) = word.Split('=') is [var left, var right] && Day.TryParse(right, out var parsed) ? (left, parsed) : ("", default);
            secret = name switch
            {
                "from" => secret with { NotBefore = day.Start },
                "until" => secret with { NotAfter = day.AddDays(1).Start },
                _ => throw Unusable("IdentifySecrets", entry, "names of secrets separated by commas, each with the days between which it counts where that matters, e.g. 'site_2026 until=2027-01-31'"),
            };
        }

        return secret.Name.All(static character => char.IsAsciiLetterOrDigit(character) || character == '_')
            ? secret
            : throw Unusable("IdentifySecrets", entry, "the name of a secret in letters, digits and underscores; the secret itself is the setting LeadScoring__Secrets__{name}");
    })];

    private static int Number(IConfigurationSection section, string name, int usual)
    {
        if (section[name] is not { Length: > 0 } text)
            return usual;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Unusable(name, text, "a whole number, 0 or more");
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
