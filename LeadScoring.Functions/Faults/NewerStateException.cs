namespace LeadScoring.Functions.Faults;

/// <summary>
/// A row that a newer version of the app wrote. While a deploy is under way that passes: the lead is put off until a process of that version takes it (ADR 9). Nothing
/// of it is overwritten.
/// </summary>
public sealed class NewerStateException(string leadId, string row, string reason, Exception? inner = null) : CorruptStateException(leadId, row, reason, inner);
