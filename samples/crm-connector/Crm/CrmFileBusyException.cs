namespace LeadScoring.CrmConnector.Crm;

/// <summary>The file cannot be read or replaced for now: somebody has it open, or is saving it. It is never overwritten then.</summary>
/// <param name="problem">What is wrong, and where; no cell's value.</param>
/// <param name="fix">What the person at the spreadsheet can do.</param>
internal sealed class CrmFileBusyException(string problem, string fix, Exception? cause = null) : IOException($"{problem}. Fix: {fix}", cause);
