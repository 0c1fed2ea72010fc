namespace LeadScoring.Functions.OpenApi;

/// <summary>A form in which the function takes a body. With one come the refusals of bodies that are too large, compressed or cannot be read.</summary>
/// <param name="mediaType">Without parameters.</param>
/// <param name="contracts">What a body of JSON may be; none for a text.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class BodyAttribute(string mediaType, params Type[] contracts) : ApiDescriptionAttribute
{
    public string MediaType => mediaType;

    public IReadOnlyList<Type> Contracts => contracts;

    /// <summary>What the body is, where it is a text; null where its contract says it.</summary>
    public string? Description { get; init; }
}
