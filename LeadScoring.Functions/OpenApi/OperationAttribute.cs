namespace LeadScoring.Functions.OpenApi;

/// <summary>What an operation does. Each method of a function needs one.</summary>
/// <param name="tag">One of <see cref="ApiTags"/>.</param>
/// <param name="summary">A sentence in Markdown.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class OperationAttribute(string tag, string summary) : ApiDescriptionAttribute
{
    public string Tag => tag;

    public string Summary => summary;

    /// <summary>The heading of docs/reference/http-api.md, or the page beside it, that says more; null for none.</summary>
    public string? More { get; init; }
}
