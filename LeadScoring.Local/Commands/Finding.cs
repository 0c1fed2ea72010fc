namespace LeadScoring.Local.Commands;

/// <summary>One thing looked at.</summary>
/// <param name="What">What was seen.</param>
/// <param name="Fix">What to do about it; null when it is as it should be.</param>
internal sealed record Finding(string What, string? Fix = null);
