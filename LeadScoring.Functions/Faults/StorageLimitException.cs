namespace LeadScoring.Functions.Faults;

/// <summary>A row or batch that Azure Table Storage would refuse. Thrown before sending, because an emulator accepts some of them.</summary>
public sealed class StorageLimitException(string message) : InvalidOperationException(message);
