namespace LeadScoring.Functions.Access;

/// <summary>Who may call an HTTP function: a caller with one of these roles, or with one that includes it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequiresRoleAttribute(params Role[] roles) : Attribute
{
    public IReadOnlyList<Role> Roles => roles;
}
