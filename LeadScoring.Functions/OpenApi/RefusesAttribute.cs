using LeadScoring.Functions.Http;

namespace LeadScoring.Functions.OpenApi;

/// <summary>A problem that is answered. Several of one status are one answer.</summary>
/// <param name="status">Of the answer; 429 and 503 have <c>Retry-After</c>.</param>
/// <param name="codes">The codes of the problem; <c>LS-EVENT-*</c> is every code of that family.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class RefusesAttribute(int status, params string[] codes) : ApiDescriptionAttribute
{
    public int Status => status;

    public IReadOnlyList<string> Codes => codes;

    /// <summary>Its form.</summary>
    public Type Contract { get; init; } = typeof(Problem);
}
