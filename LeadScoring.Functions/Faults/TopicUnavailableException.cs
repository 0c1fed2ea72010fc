
namespace LeadScoring.Functions.Faults;

/// <summary>The topic cannot be reached, is throttled or full.</summary>
/// <param name="message">For developers.</param>
/// <param name="inner">The client's.</param>
/// <param name="reason">A word that may be shown and logged, such as <c>MessagingEntityNotFound</c>; null = the kind of <paramref name="inner"/>.</param>
public sealed class TopicUnavailableException(string message, Exception? inner = null, string? reason = null) : Exception(message, inner)
{
    /// <summary>Why, in a word that holds nothing of a message.</summary>
    public string Reason { get; } = reason ?? inner?.GetType().Name ?? "unavailable";
}
