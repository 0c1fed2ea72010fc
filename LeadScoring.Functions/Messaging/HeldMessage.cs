namespace LeadScoring.Functions.Messaging;

/// <summary>A message as its receiver has it.</summary>
/// <param name="Id">The message's.</param>
/// <param name="Receipt">Of this receive; the next one voids it.</param>
/// <param name="Body">As sent.</param>
public sealed record HeldMessage(string Id, string Receipt, BinaryData Body);
