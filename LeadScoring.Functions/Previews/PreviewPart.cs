using Azure;

using LeadScoring.Domain.Previews;

namespace LeadScoring.Functions.Previews;

/// <summary>What a preview has found in one bucket so far.</summary>
/// <param name="Bucket">0-255.</param>
/// <param name="Run">Number of the computation.</param>
/// <param name="Place">The last lead that is in it; null = none yet.</param>
/// <param name="IsDone">All leads of the bucket are in it.</param>
/// <param name="At">When it was saved.</param>
/// <param name="Figures">What was found.</param>
/// <param name="Tag">Of its row; none before it is saved.</param>
public sealed record PreviewPart(int Bucket, int Run, string? Place, bool IsDone, DateTimeOffset At, PreviewFigures Figures, ETag Tag);
