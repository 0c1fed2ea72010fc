using System.Globalization;

using LeadScoring.Domain.Events;
using LeadScoring.Functions.Faults;

using Microsoft.Extensions.Configuration;

namespace LeadScoring.Functions.Configuration;

/// <summary>Reads and validates the settings, all at once at start.</summary>
internal static class SettingsReader
{
    /// <summary>Set by Azure on every instance of an app.</summary>
    private const string InstanceId = "WEBSITE_INSTANCE_ID";

    private const int MostDays = 90;

    /// <exception cref="SettingException">A setting is missing or unusable.</exception>
    public static AppOptions Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(AppOptions.Section);
        var offset = Offset(section["ClockOffset"]);
        if (offset != TimeSpan.Zero && !string.IsNullOrEmpty(configuration[InstanceId]))
            throw new SettingException("LeadScoring:ClockOffset is for demonstrations and tests and cannot be used in Azure. Remove the setting.");

        return new AppOptions
        {
            InstallationKey = InstallationKey(section["InstallationKey"]),
            ClockOffset = offset,
            SingleProcess = Flag("SingleProcess", section["SingleProcess"]),
            MessageDays = Days("MessageDays", section["MessageDays"]) ?? AppOptions.DefaultMessageDays,
            ConfirmLeads = Whole("Publish:ConfirmLeads", section["Publish:ConfirmLeads"], AppOptions.DefaultConfirmLeads, int.MaxValue),
            ConfirmPercent = Whole("Publish:ConfirmPercent", section["Publish:ConfirmPercent"], AppOptions.DefaultConfirmPercent, 100),
            PublicUrl = Address("PublicUrl", section["PublicUrl"]),
            AppUrl = Address("AppUrl", section["AppUrl"]),
        };
    }

    private static byte[] InstallationKey(string? text)
    {
        const string Fix = "Set 32 random bytes in base64, e.g. from 'openssl rand -base64 32', and keep them for ever: lead ids are made from them.";
        if (string.IsNullOrWhiteSpace(text))
            throw new SettingException($"The setting LeadScoring:InstallationKey is missing. {Fix}");

        var key = new byte[text.Length];
        return Convert.TryFromBase64String(text, key, out var length) && length >= LeadIds.KeyBytes
            ? key[..length]
            : throw new SettingException($"The setting LeadScoring:InstallationKey must be base64 text of at least {LeadIds.KeyBytes} bytes. {Fix}");
    }

    private static TimeSpan Offset(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return TimeSpan.Zero;
        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var offset)
            ? offset
            : throw new SettingException($"The setting LeadScoring:ClockOffset is '{text}'; write days.hours:minutes:seconds, e.g. '30.00:00:00'.");
    }

    private static string? Address(string name, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "https" or "http", Query: "", Fragment: "" }
            ? text.TrimEnd('/')
            : throw new SettingException($"The setting LeadScoring:{name} is '{text}'; write the address of the app, e.g. 'https://leads.example.com'.");
    }

    private static int? Days(string name, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 0 and <= MostDays
            ? days
            : throw new SettingException($"The setting LeadScoring:{name} is '{text}'; write a number of days from 0 to {MostDays}, e.g. '{AppOptions.DefaultMessageDays}'.");
    }

    private static int Whole(string name, string? text, int usual, int most)
    {
        if (string.IsNullOrWhiteSpace(text))
            return usual;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most
            ? number
            : throw new SettingException($"The setting LeadScoring:{name} is '{text}'; write a whole number from 0 to {most}, e.g. '{usual}'.");
    }

    private static bool Flag(string name, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return false;
        return bool.TryParse(text, out var flag)
            ? flag
            : throw new SettingException($"The setting LeadScoring:{name} is '{text}'; write 'true' or 'false'.");
    }
}
