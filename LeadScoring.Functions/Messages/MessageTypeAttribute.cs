namespace LeadScoring.Functions.Messages;

/// <summary>Names the messages whose data a class is, for their schema.</summary>
/// <param name="type">The type of the message, e.g. <c>lead.qualified</c>.</param>
/// <param name="title">What people call it.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class MessageTypeAttribute(string type, string title) : Attribute
{
    /// <summary>The type of the message.</summary>
    public string Type { get; } = type;

    /// <summary>What people call it.</summary>
    public string Title { get; } = title;

    /// <summary>What the schema of the data says beside its members: keywords as a JSON object.</summary>
    [System.Diagnostics.CodeAnalysis.StringSyntax(System.Diagnostics.CodeAnalysis.StringSyntaxAttribute.Json)]
    public string? Rules { get; init; }

    /// <summary>The event that caused such a message is always there.</summary>
    public bool HasEvent { get; init; }
}
