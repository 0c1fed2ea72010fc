
namespace LeadScoring.Functions.Faults;

/// <summary>The topic will never take a message, e.g. because it is too large.</summary>
public sealed class TopicRefusedException(string message, Exception? inner = null) : Exception(message, inner);
