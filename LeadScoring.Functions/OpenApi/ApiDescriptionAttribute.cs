namespace LeadScoring.Functions.OpenApi;

/// <summary>Says something about the operations of a function, for the OpenAPI document that <c>leads openapi</c> writes from it.</summary>
public abstract class ApiDescriptionAttribute : Attribute
{
    /// <summary>The HTTP method that it is about, in lower case; null for every method of the function.</summary>
    public string? Method { get; init; }
}
