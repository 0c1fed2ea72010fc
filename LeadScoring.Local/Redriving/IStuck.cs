namespace LeadScoring.Local.Redriving;

/// <summary>A place where work got stuck. Looking takes nothing away; moving puts it back to where it is worked on.</summary>
internal interface IStuck
{
    /// <summary>What it is, such as <c>lead-rescore-poison</c>.</summary>
    string Name { get; }

    /// <summary>Looks at what is stuck.</summary>
    Task<StuckWork> Look(CancellationToken cancellation);

    /// <summary>Moves the oldest, in order. First the copy, then the deletion: a crash in between leaves work twice, never lost, and all work may be done twice.</summary>
    /// <param name="most">At most this many.</param>
    /// <param name="cancellation">Ends between two.</param>
    Task<MovedWork> Move(int most, CancellationToken cancellation);
}

/// <summary>What is stuck in a place.</summary>
/// <param name="Count">How many, as far as was looked.</param>
/// <param name="IsAtLeast">There may be more.</param>
/// <param name="Items">The oldest, in order.</param>
internal sealed record StuckWork(int Count, bool IsAtLeast, IReadOnlyList<StuckItem> Items)
{
    public static StuckWork Nothing { get; } = new(0, false, []);
}

/// <summary>One thing that is stuck.</summary>
/// <param name="At">Since when; null when that is not known.</param>
/// <param name="What">Ids only, no personal data.</param>
/// <param name="Reason">Why it is here; null when the place does not say.</param>
/// <param name="Until">When the storage deletes it; null = never.</param>
internal sealed record StuckItem(DateTimeOffset? At, string What, string? Reason, DateTimeOffset? Until = null);

/// <summary>What was moved.</summary>
/// <param name="Count">How many.</param>
/// <param name="Left">What stayed, with the reason.</param>
/// <param name="IsPart">There is more than was looked at.</param>
internal sealed record MovedWork(int Count, IReadOnlyList<string> Left, bool IsPart = false);
