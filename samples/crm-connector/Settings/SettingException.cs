namespace LeadScoring.CrmConnector.Settings;

/// <summary>A setting or a mapping that cannot be used. The message names it, the bad value and an example.</summary>
internal sealed class SettingException(string message) : Exception(message);
