namespace LeadScoring.Tests.Architecture.Samples.Ground;

/// <summary>Used by <see cref="Roof.Tile"/> in one place only: a type argument in the body of a lambda.</summary>
internal sealed class Stone;
