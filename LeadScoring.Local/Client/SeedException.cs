namespace LeadScoring.Local.Client;

/// <summary>The app did not take what was sent; says what it answered.</summary>
internal sealed class SeedException(string message, Exception? cause = null) : Exception(message, cause);
