using System.Text.Json;

namespace LeadScoring.Functions.Faults;

/// <summary>A queue message that is none of the app's: the host moves it to the poison queue after the fifth try.</summary>
/// <param name="queue">Where it was.</param>
/// <param name="fault">What is wrong; names members and never values.</param>
public sealed class UnreadableMessageException(string queue, string fault, Exception? inner = null)
    : JsonException($"The message on {queue} cannot be used: {fault}.", inner);
