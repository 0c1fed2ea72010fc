namespace LeadScoring.Functions.Faults;

/// <summary>A setting that is missing or unusable. The message names it, the bad value and an example.</summary>
public sealed class SettingException(string message) : Exception(message);
