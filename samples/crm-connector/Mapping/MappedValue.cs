namespace LeadScoring.CrmConnector.Mapping;

/// <summary>What a message says about one field.</summary>
/// <param name="Field">Its name in the CRM.</param>
/// <param name="Value">The value, which may be empty; null when the message does not speak of it: then the row keeps what it has.</param>
/// <param name="Default">For a field that the row has no value for.</param>
internal sealed record MappedValue(string Field, string? Value, string? Default);
