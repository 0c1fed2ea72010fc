namespace LeadScoring.Functions.Storage;

/// <summary>A row of a lead that cannot be read.</summary>
/// <param name="RowKey">Its key.</param>
/// <param name="Reason">Why, in words of the reader.</param>
public sealed record BrokenRow(string RowKey, string Reason);
