namespace LeadScoring.Functions.Sources.Connections;

/// <summary>The stored document of a connection cannot be read.</summary>
public sealed class BrokenConnectionException(string connection)
    : Exception($"The stored document of the connection '{connection}' cannot be read, or is no longer sufficient.");
