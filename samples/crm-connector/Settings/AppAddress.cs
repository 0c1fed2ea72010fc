namespace LeadScoring.CrmConnector.Settings;

/// <summary>Where the app takes feedback.</summary>
/// <param name="Url">Its root, with a slash at the end.</param>
/// <param name="Key">A function key.</param>
internal sealed record AppAddress(Uri Url, string Key);
