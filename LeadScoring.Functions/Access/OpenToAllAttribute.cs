namespace LeadScoring.Functions.Access;

/// <summary>Anyone may call the HTTP function without a key.</summary>
/// <param name="why">Why that is right.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OpenToAllAttribute(string why) : Attribute
{
    public string Why => why;
}
