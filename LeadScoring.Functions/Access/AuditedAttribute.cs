namespace LeadScoring.Functions.Access;

/// <summary>Calls of the HTTP function are in the audit log.</summary>
/// <param name="action">What the call does, such as <c>lead.erase</c>: one of docs/operations/keys.md#the-audit-log.</param>
/// <param name="subject">The route parameters that name what it is done to, in order.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AuditedAttribute(string action, params string[] subject) : Attribute
{
    public string Action => action;

    public IReadOnlyList<string> Subject => subject;
}
