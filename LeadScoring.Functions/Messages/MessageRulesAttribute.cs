using System.Diagnostics.CodeAnalysis;

namespace LeadScoring.Functions.Messages;

/// <summary>Says what the schema of a part of messages has beside its members.</summary>
/// <param name="rules">Keywords of a JSON Schema as a JSON object.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class MessageRulesAttribute([StringSyntax(StringSyntaxAttribute.Json)] string rules) : Attribute
{
    /// <summary>Keywords of a JSON Schema as a JSON object.</summary>
    public string Rules { get; } = rules;
}
