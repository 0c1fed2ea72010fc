namespace LeadScoring.Functions.OpenApi;

/// <summary>An answer to a request that can be used. Several of one status are one answer in several media types, or of several contracts.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class AnswersAttribute(int status, string description) : ApiDescriptionAttribute
{
    public int Status => status;

    public string Description => description;

    /// <summary>What the JSON is; null for a text, or for no body.</summary>
    public Type? Contract { get; init; }

    /// <summary>Of the body, without parameters; by default JSON where there is a contract, else none.</summary>
    public string? MediaType { get; init; }

    /// <summary>Some answers of this status have no body.</summary>
    public bool MayBeEmpty { get; init; }

    /// <summary>Headers that callers may use.</summary>
    public string[] Headers { get; init; } = [];
}
