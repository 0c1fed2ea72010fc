namespace LeadScoring.Functions.OpenApi;

/// <summary>A header of the request that the function reads. All are optional.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class RequestHeaderAttribute(string name, string description) : ApiDescriptionAttribute
{
    public string Name => name;

    public string Description => description;
}
