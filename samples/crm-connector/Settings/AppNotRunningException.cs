namespace LeadScoring.CrmConnector.Settings;

/// <summary>The app on this machine has ended since the connector started; it may come back.</summary>
internal sealed class AppNotRunningException(string message) : Exception(message);
