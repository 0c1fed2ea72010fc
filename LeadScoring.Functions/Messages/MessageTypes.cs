using System.Reflection;

namespace LeadScoring.Functions.Messages;

/// <summary>The types of messages that there are.</summary>
internal static class MessageTypes
{
    /// <summary>In the order of their names, such as <c>lead.qualified</c>.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        .. typeof(MessageData).Assembly.GetTypes()
            .Select(static type => type.GetCustomAttribute<MessageTypeAttribute>(inherit: false)?.Type)
            .OfType<string>()
            .Order(StringComparer.Ordinal),
    ];
}
