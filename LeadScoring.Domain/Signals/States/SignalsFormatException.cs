namespace LeadScoring.Domain.Signals.States;

/// <summary>Stored signals that cannot be read: corrupt, written by a newer version, or of another model. Rebuild them from the log.</summary>
public sealed class SignalsFormatException : Exception
{
    public SignalsFormatException()
    {
    }

    public SignalsFormatException(string message)
        : base(message)
    {
    }

    public SignalsFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>A newer version of the product wrote them.</summary>
    public bool IsNewer { get; init; }
}
