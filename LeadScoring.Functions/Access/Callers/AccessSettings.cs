using LeadScoring.Functions.Faults;

using Microsoft.Extensions.Configuration;

namespace LeadScoring.Functions.Access.Callers;

/// <summary>Whether people who signed in are believed.</summary>
/// <param name="SignIn">The header of App Service authentication counts.</param>
/// <param name="SignInFault">Why it does not, although it should; null when there is no such reason.</param>
internal sealed record AccessSettings(bool SignIn, AccessFault? SignInFault)
{
    /// <summary>Name of the section.</summary>
    public const string Section = "LeadScoring:Access";

    private const string Setting = Section + ":SignIn";

    // Set by App Service on every instance where its authentication stands before the app. Only there are the headers of a principal removed from what callers send.
    private const string Platform = "WEBSITE_AUTH_ENABLED";

    /// <exception cref="SettingException">The setting has a value that there is not.</exception>
    public static AccessSettings Read(IConfiguration configuration)
    {
        switch (configuration[Setting])
        {
            case null or "" or "off":
                return new AccessSettings(false, null);
            case "app-service" when string.Equals(configuration[Platform], "true", StringComparison.OrdinalIgnoreCase):
                return new AccessSettings(true, null);
            case "app-service":
                return new AccessSettings(false, new AccessFault(Setting, $"App Service authentication is off here ({Platform} is not True), so nobody can sign in"));
            case var text:
                throw new SettingException($"The setting {Setting} is '{text}'; write 'off' or 'app-service'.");
        }
    }
}
