using Azure;

using LeadScoring.Functions.Faults;

namespace LeadScoring.Functions.Storage;

/// <summary>Something that could not be taken, as it is kept.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Source">Where it came from.</param>
/// <param name="Error">Why; the first of its faults.</param>
/// <param name="At">When.</param>
/// <param name="LeadId">Whose it is, where that is known.</param>
/// <param name="Text">As received, or of a delivery the part that is one event; at most half a megabyte.</param>
/// <param name="CutFrom">How long it was, when it was longer.</param>
/// <param name="Tag">Of this version of the row.</param>
internal sealed record KeptRow(RejectedId Id, string Source, RequestError Error, DateTimeOffset At, string? LeadId, byte[] Text, int? CutFrom, ETag Tag);
