using System.Text.Json;

namespace LeadScoring.Functions.Faults;

/// <summary>Stored bytes have a form that this version does not know yet.</summary>
public sealed class NewerFormatException(string message, Exception? inner = null) : JsonException(message, inner);
