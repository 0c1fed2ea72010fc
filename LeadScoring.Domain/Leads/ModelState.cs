namespace LeadScoring.Domain.Leads;

/// <summary>What is kept of a lead under one model.</summary>
/// <param name="Version">Of the model that the signals belong to; 0 while only a first rebuild is under way.</param>
/// <param name="Signals">Null while <paramref name="Version"/> is 0.</param>
/// <param name="Snapshot">Figures at the last evaluation; null before the first.</param>
/// <param name="Building">A rebuild under way.</param>
/// <param name="Revision">Of the lead that the signals belong to (<see cref="LeadState.Revision"/>).</param>
public sealed record ModelState(int Version, byte[]? Signals, ScoreSnapshot? Snapshot, Building? Building, int Revision);

/// <summary>Signals in the making: of a newer model version, or of the same when the past of the lead has changed (ARCHITECTURE.md#rebuild).</summary>
/// <param name="Version">The version being built.</param>
/// <param name="Revision">The lead's when it was begun: when another has come since, it is begun again.</param>
/// <param name="UpTo">The rebuild folds the log up to this number; later events are folded by Rescore into <paramref name="Newer"/>.</param>
/// <param name="Place">Row key of the last event folded; null = none yet.</param>
/// <param name="Folded">Signals of the log folded so far.</param>
/// <param name="Newer">Signals of the events after <paramref name="UpTo"/>.</param>
public sealed record Building(int Version, int Revision, long UpTo, string? Place, byte[]? Folded, byte[]? Newer);
